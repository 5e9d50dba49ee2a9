/** The parts of tesseract.js-core that are used; it is loaded by path, so nobody else checks it. */
export type TesseractModule = {
  FS: { writeFile(path: string, data: Uint8Array): void };
  TessBaseAPI: new () => {
    Init(dataFolder: null, language: string, engine: number): number;
    SetVariable(name: string, value: string): unknown;
    SetImageFile(orientation: number, angle: number): number;
    Recognize(monitor: null): number;
    GetTSVText(page: number): string;
  };
};

export type RecognisedWord = { text: string; confidence: number };

/** Reads a picture of a single line, given as a PGM file. */
export type Recogniser = (lineImage: Uint8Array) => RecognisedWord[];

const NEURAL_ENGINE = 1;
const SINGLE_LINE = "7";
/** Level, conf and text among the columns of a row of the result. */
const COLUMN = { level: 0, confidence: 10, text: 11 };
const WORD_LEVEL = "5";

export function createRecogniser(module: TesseractModule, languageData: Uint8Array): Recogniser {
  module.FS.writeFile("./eng.traineddata", languageData);
  const api = new module.TessBaseAPI();
  if (api.Init(null, "eng", NEURAL_ENGINE) !== 0) throw new Error("language-data");
  api.SetVariable("tessedit_pageseg_mode", SINGLE_LINE);
  api.SetVariable("user_defined_dpi", "100");
  return (lineImage) => {
    module.FS.writeFile("/input", lineImage);
    if (api.SetImageFile(1, 0) === 1) throw new Error("broken-image");
    api.Recognize(null);
    return wordsOf(api.GetTSVText(0));
  };
}

function wordsOf(tsv: string): RecognisedWord[] {
  return tsv.split("\n").flatMap((row) => {
    const columns = row.split("\t");
    const text = (columns[COLUMN.text] ?? "").trim();
    const confidence = Number(columns[COLUMN.confidence]) / 100;
    return columns[COLUMN.level] === WORD_LEVEL && text !== "" ? [{ text, confidence }] : [];
  });
}
