/**
 * Entry of the process that reads words. It is started as a plain file, so that a bundler never
 * holds it, and has nothing that could reach the network: core and language data are local files.
 */
import { readFileSync } from "node:fs";
import { createRequire, flushCompileCache } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readPage } from "./read-page.ts";
import { createRecogniser, type TesseractModule } from "./recogniser.ts";
import type { WordLine } from "./word-reader.ts";
import type { WordsAnswer, WordsRequest } from "./words-messages.ts";

type CoreFactory = (options: {
  wasmBinary: Buffer;
  print: () => void;
  printErr: () => void;
}) => Promise<TesseractModule>;

const [modulesFolder = "."] = process.argv.slice(2);
const load = createRequire(join(modulesFolder, "package.json"));

async function openRecogniser() {
  const path = load.resolve("tesseract.js-core/tesseract-core-simd-lstm.js");
  // The package's own types leave out this entry; what is used of it is named in `TesseractModule`.
  const createCore = load(path) as CoreFactory;
  const quiet = () => undefined;
  const core = await createCore({
    wasmBinary: readFileSync(path.replace(/\.js$/, ".wasm")),
    print: quiet,
    printErr: quiet,
  });
  const languages = dirname(load.resolve("@tesseract.js-data/eng/package.json"));
  const data = readFileSync(join(languages, "4.0.0_best_int/eng.traineddata.gz"));
  return createRecogniser(core, gunzipSync(data));
}

const recogniser = openRecogniser();
// The process is killed when its work is done, so that it must keep its compiled code before.
recogniser.then(() => flushCompileCache()).catch(() => undefined);

async function read({ page }: WordsRequest): Promise<WordLine[]> {
  const recognise = await recogniser;
  const luma = readFileSync(page.path);
  if (luma.length !== page.width * page.height) throw new Error("broken-page");
  return readPage({ width: page.width, height: page.height, luma }, recognise);
}

process.on("message", (request: WordsRequest) => {
  read(request)
    .then((lines): WordsAnswer => ({ kind: "words", lines }))
    .catch((error: unknown): WordsAnswer => {
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: "absent", reason: reason.slice(0, 500) };
    })
    .then((answer) => process.send?.(answer))
    .catch(() => process.exit(1));
});
process.on("disconnect", () => process.exit(0));
