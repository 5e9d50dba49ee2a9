import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProcessFrameSource } from "#lib/media/process-frame-source.ts";
import { readFrames } from "#lib/media/read-frames.ts";
import { feedFile, testFolder } from "./media-clips.ts";

const CLIP = feedFile("adaeze.gadgets/uk-used-phone.mp4");

/** What comes of a clip where both decoders are this program. */
async function readBy(program: string) {
  const folder = await testFolder();
  await mkdir(join(folder, "lib/media"), { recursive: true });
  await writeFile(join(folder, "lib/media/decode-worker.ts"), program);
  const source = createProcessFrameSource({ decoder: "native", projectFolder: folder });
  return readFrames(CLIP, { sources: [source, source], scratchFolder: folder });
}

test.each([
  ["crashes", `process.kill(process.pid, "SIGSEGV");`, "decoder-ended-by-SIGSEGV"],
  [
    "takes more memory than any honest video",
    `const held = []; setInterval(() => held.push(Buffer.alloc(64 * 1024 * 1024, 1)), 10);`,
    "decoder-too-much-memory",
  ],
])(
  "a video over which every decoder %s is unreadable, not tried for ever",
  async (_case, act, reason) => {
    const outcome = await readBy(`process.on("message", () => { ${act} });`);
    expect(outcome).toEqual({ kind: "unreadable", reason });
  },
);

test.each([
  ["was killed from outside", `process.kill(process.pid, "SIGKILL");`, "decoder-ended-by-SIGKILL"],
  ["cannot be started", `process.exit(1);`, "decoder-ended"],
])("a decoder that %s says nothing about the video", async (_case, act, reason) => {
  const outcome = await readBy(`process.on("message", () => { ${act} });`);
  expect(outcome).toEqual({ kind: "unavailable", reason });
});
