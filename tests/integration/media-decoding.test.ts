import { mkdir, open, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { thumbDistance } from "#lib/media/features/thumb.ts";
import type { FrameSource, OpenVideo, RawPicture } from "#lib/media/frame-source.ts";
import { featuresOf } from "#lib/media/frame-features.ts";
import { previewOfRgb } from "#lib/media/preview.ts";
import { readStill } from "#lib/media/read-still.ts";
import { createProcessFrameSource } from "#lib/media/process-frame-source.ts";
import { readFrames } from "#lib/media/read-frames.ts";
import { cutClip, feedFile, testFolder } from "./media-clips.ts";

const H264 = feedFile("adaeze.gadgets/uk-used-phone.mp4");
const HEVC = feedFile("nalu-fashion/kitenge-dress.mp4");
const SILENT_WITH_BLUR = feedFile("nalu-fashion/handbag.mp4");
const SIDEWAYS = feedFile("mtaa_kicks/bucket-hats.mp4");

const projectFolder = process.cwd();
const native = createProcessFrameSource({ decoder: "native", projectFolder });
const wasm = createProcessFrameSource({ decoder: "wasm", projectFolder });
const decoders: [string, FrameSource][] = [
  ["native", native],
  ["wasm", wasm],
];

async function withVideo<Result>(
  { source, file }: { source: FrameSource; file: string },
  use: (video: OpenVideo) => Promise<Result>,
): Promise<Result> {
  const opened = await source.open(file, await testFolder());
  if (opened.kind !== "open") throw new Error(`not open: ${opened.reason}`);
  try {
    return await use(opened.video);
  } finally {
    await opened.video.close();
  }
}

const firstPicture = async (video: OpenVideo): Promise<RawPicture> => {
  const [, second] = await video.keyFrames(4, "first");
  const [picture] = await video.pictures(second ? [second.id] : []);
  if (picture === undefined) throw new Error("no picture");
  return picture;
};

function meanDifference(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1)
    sum += Math.abs((a[index] ?? 0) - (b[index] ?? 0));
  return sum / a.length;
}

/** A project folder whose decoding process is the given program. */
async function projectWithWorker(program: string): Promise<string> {
  const folder = await testFolder();
  await mkdir(join(folder, "lib/media"), { recursive: true });
  await writeFile(join(folder, "lib/media/decode-worker.ts"), program);
  return folder;
}

describe.each(decoders)("the %s decoder", (_name, source) => {
  test.each([
    { clip: "H.264", file: H264, codec: "h264", seconds: 30 },
    { clip: "HEVC", file: HEVC, codec: "hevc", seconds: 15 },
    { clip: "without sound", file: SILENT_WITH_BLUR, codec: "h264", seconds: 12 },
    { clip: "stored on its side", file: SIDEWAYS, codec: "h264", seconds: 10 },
  ])("reads a clip: $clip", async ({ file, codec, seconds }) => {
    await withVideo({ source, file }, async (video) => {
      expect(video.info).toMatchObject({ codec, width: 1080, height: 1920 });
      expect(video.info.durationSeconds).toBeCloseTo(seconds, 0);
      const frames = await video.keyFrames(4, "first");
      expect(frames).toHaveLength(4);
      const [picture] = await video.pictures([frames[1]?.id ?? 0]);
      expect(picture).toMatchObject({ width: 1080, height: 1350 });
    });
  });

  test("gives each key frame its own moment when those between are left out", async () => {
    const frames = await withVideo({ source, file: HEVC }, (video) => video.keyFrames(4, "first"));
    expect(frames.map(({ atSeconds }) => atSeconds)).toEqual([0, 5, 8, 13]);
    // The clip opens black; its green close-up begins at five seconds and fills the picture.
    expect(frames.map(({ features }) => features.brightness > 0.05)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(frames[1]?.features.detail).toBeGreaterThan(0.6);
  });

  test("gives a frame the time at which it is shown, though it is stored in another order", async () => {
    const { before, after } = await withVideo({ source, file: H264 }, async (video) => {
      const [opening] = await video.keyFrames(24, "first");
      const [last, first] = await video.framesAt([1.98, 2.01], 1);
      const toOpening = (frame: typeof first) =>
        thumbDistance(opening?.features.thumb ?? "", frame?.features.thumb ?? "");
      return { before: toOpening(last), after: toOpening(first) };
    });
    // The title card ends with the second second.
    expect(before).toBeLessThan(0.1);
    expect(after).toBeGreaterThan(0.3);
  });

  test("gives exact moments between key frames, among them of a clip of one second", async () => {
    const clip = await cutClip(HEVC, { seconds: 1, target: join(await testFolder(), "one.mp4") });
    await withVideo({ source, file: clip }, async (video) => {
      expect(await video.keyFrames(24, "first")).toHaveLength(1);
      const moments = await video.framesAt([0.2, 0.5, 0.9], 1);
      expect(moments.map(({ atSeconds }) => Math.round(atSeconds * 10) / 10)).toEqual([
        0.2, 0.5, 0.9,
      ]);
    });
  });
});

test("both decoders see the same picture, upright also where it is stored on its side", async () => {
  for (const file of [H264, HEVC, SIDEWAYS]) {
    const [first, second] = await Promise.all([
      withVideo({ source: native, file }, firstPicture),
      withVideo({ source: wasm, file }, firstPicture),
    ]);
    expect(meanDifference(first.rgb, second.rgb)).toBeLessThan(1);
  }
});

test("a clip stored on its side comes out as its cover shows it", async () => {
  const cover = await readStill(feedFile("mtaa_kicks/bucket-hats.jpg"));
  if (cover.kind !== "picture") throw new Error(cover.reason);
  const frame = await withVideo({ source: native, file: SIDEWAYS }, async (video) => {
    const [first] = await video.keyFrames(1, "first");
    const [picture] = await video.pictures([first?.id ?? 0]);
    return picture;
  });
  const thumbs = [cover.picture, frame].map((picture) =>
    picture ? featuresOf(previewOfRgb(picture.rgb, picture)).thumb : "",
  );
  expect(thumbDistance(thumbs[0] ?? "", thumbs[1] ?? "")).toBeLessThan(0.15);
});

describe("readFrames", () => {
  const read = async (file: string, sources: readonly FrameSource[] = [native]) => {
    const outcome = await readFrames(file, { sources, scratchFolder: await testFolder() });
    if (outcome.kind !== "frames") throw new Error(outcome.reason);
    return outcome;
  };

  test.each([
    ["black", HEVC, [[0, 2]]],
    ["blurred", SILENT_WITH_BLUR, [[2, 4]]],
    [
      "a title card or blurred",
      H264,
      [
        [0, 2],
        [18, 21],
      ],
    ],
    ["a title card", feedFile("nalu-fashion/top-and-skirt.mp4"), [[8, 10]]],
  ] as const)(
    "takes five different frames, none of them from a stretch that is %s",
    async (_flaw, file, stretches) => {
      const { frames } = await read(file);
      const flawed = frames.filter(({ atSeconds }) =>
        stretches.some(([start, end]) => atSeconds >= start && atSeconds < end - 0.01),
      );
      expect(flawed).toEqual([]);
      expect(new Set(frames.map(({ atSeconds }) => atSeconds)).size).toBe(5);
    },
  );

  test("looks between the key frames when they do not give five", async () => {
    const file = feedFile("nalu-fashion/sneakers.mp4");
    const keyFrames = await withVideo({ source: native, file }, (video) =>
      video.keyFrames(24, "first"),
    );
    const { frames, framesAnalyzed } = await read(file);
    expect(keyFrames.length).toBeLessThan(5);
    expect(framesAnalyzed).toBeGreaterThan(keyFrames.length);
    expect(frames).toHaveLength(5);
  });

  test("goes on with the next decoder where the native one is not installed", async () => {
    const modules = join(await testFolder(), "node_modules");
    await mkdir(join(modules, "@ffmpeg"), { recursive: true });
    for (const name of ["mediabunny", "@ffmpeg/core"])
      await symlink(join(projectFolder, "node_modules", name), join(modules, name));
    const modulesFolder = join(modules, "..");
    const absent = createProcessFrameSource({ decoder: "native", projectFolder, modulesFolder });
    expect(await absent.open(HEVC, modulesFolder)).toMatchObject({ kind: "absent" });
    const present = createProcessFrameSource({ decoder: "wasm", projectFolder, modulesFolder });
    expect((await read(HEVC, [absent, present])).frames).toHaveLength(5);
  });

  test("goes on with the next decoder where one dies in the middle", async () => {
    const dying = await projectWithWorker(`
      process.on("message", ({ kind }) => {
        if (kind !== "open") process.kill(process.pid, "SIGSEGV");
        process.send({ kind: "opened", info: { codec: "h264", durationSeconds: 9, width: 540, height: 960 } });
      });`);
    const crashing = createProcessFrameSource({ decoder: "native", projectFolder: dying });
    expect((await read(H264, [crashing, wasm])).frames).toHaveLength(5);
  });

  test("keeps a process for the next video after a good one, and none after a bad one", async () => {
    const folder = await testFolder();
    const startsFile = join(folder, "starts");
    const counting = await projectWithWorker(`
      import { appendFileSync } from "node:fs";
      appendFileSync(${JSON.stringify(startsFile)}, "x");
      const info = { codec: "h264", durationSeconds: 9, width: 540, height: 960 };
      process.on("message", ({ file }) =>
        process.send(file.includes("bad") ? { kind: "unreadable", reason: "bad" } : { kind: "opened", info }),
      );
      process.on("disconnect", () => process.exit());`);
    const source = createProcessFrameSource({ decoder: "native", projectFolder: counting });
    const startsAfter = async (file: string) => {
      const opened = await source.open(file, folder);
      if (opened.kind === "open") await opened.video.close();
      return (await readFile(startsFile, "utf8")).length;
    };
    expect(await startsAfter("good")).toBe(1);
    expect(await startsAfter("good")).toBe(1);
    expect(await startsAfter("bad")).toBe(1);
    expect(await startsAfter("good")).toBe(2);
  });

  test("starts another process where the one that rested has died", async () => {
    const dying = await projectWithWorker(`
      const info = { codec: "h264", durationSeconds: 9, width: 540, height: 960 };
      let videos = 0;
      process.on("message", () => {
        videos += 1;
        if (videos > 1) process.kill(process.pid, "SIGKILL");
        else process.send({ kind: "opened", info });
      });`);
    const source = createProcessFrameSource({ decoder: "native", projectFolder: dying });
    const outcomes: string[] = [];
    for (const file of ["first", "second", "third"]) {
      const opened = await source.open(file, dying);
      outcomes.push(opened.kind);
      if (opened.kind === "open") await opened.video.close();
    }
    expect(outcomes).toEqual(["open", "open", "open"]);
  });

  test("kills a decoder that hangs, and does not spend the time twice", async () => {
    const folder = await testFolder();
    const pidFile = join(folder, "pid");
    const hanging = await projectWithWorker(`
      import { writeFileSync } from "node:fs";
      writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
      process.on("message", () => { for (;;); });`);
    const source = createProcessFrameSource({
      decoder: "native",
      projectFolder: hanging,
      timeoutMs: 1_500,
    });
    const outcome = await readFrames(H264, { sources: [source], scratchFolder: folder });
    expect(outcome).toEqual({ kind: "unavailable", reason: "decoder-timed-out" });
    const pid = Number(await readFile(pidFile, "utf8"));
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  test("takes an answer that is not in the agreed form for a lost decoder", async () => {
    const lying = await projectWithWorker(
      `process.on("message", () => process.send({ kind: "opened", info: "trust me" }));`,
    );
    const source = createProcessFrameSource({ decoder: "native", projectFolder: lying });
    const outcome = await readFrames(H264, { sources: [source], scratchFolder: lying });
    expect(outcome).toEqual({ kind: "unavailable", reason: "decoder-nonsense-answer" });
  });
});

describe("files that are no video", () => {
  const ftyp = Buffer.concat([
    Buffer.from("00000018", "hex"),
    Buffer.from("ftypisom"),
    Buffer.alloc(12),
  ]);

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["a head and nothing else", ftyp],
    ["a head and noise", Buffer.concat([ftyp, Buffer.alloc(5_000, 0xa5)])],
    ["a manifest", Buffer.from("#EXTM3U\n#EXTINF:1,\n/etc/hostname\n")],
    ["a concat script", Buffer.from("ffconcat version 1.0\nfile /etc/hostname\n")],
    [
      "a DASH manifest",
      Buffer.from("<MPD><Period><BaseURL>file:///etc/hostname</BaseURL></Period></MPD>"),
    ],
  ])("refuses %s named .mp4", async (_case, bytes) => {
    const folder = await testFolder();
    const file = join(folder, "clip.mp4");
    await writeFile(file, bytes);
    expect(await native.open(file, folder)).toMatchObject({ kind: "unreadable" });
  });
});

describe.each(decoders)("damaged clips, by the %s decoder", (_name, source) => {
  test("reads what is left of a clip that was cut off", async () => {
    const folder = await testFolder();
    const file = join(folder, "cut.mp4");
    const whole = await readFile(H264);
    await writeFile(file, whole.subarray(0, Math.round(whole.length * 0.6)));
    const outcome = await readFrames(file, { sources: [source], scratchFolder: folder });
    expect(outcome).toMatchObject({ kind: "frames" });
  });

  test("survives packets that were overwritten", async () => {
    const folder = await testFolder();
    const file = join(folder, "damaged.mp4");
    await writeFile(file, await readFile(HEVC));
    const handle = await open(file, "r+");
    await handle.write(Buffer.alloc(200_000, 0x5a), 0, 200_000, 40_000);
    await handle.close();
    const outcome = await readFrames(file, { sources: [source], scratchFolder: folder });
    expect(["frames", "unreadable"]).toContain(outcome.kind);
  });
});

test("frames of different scenes lie further apart than frames of one", async () => {
  const far = await withVideo({ source: native, file: H264 }, async (video) => {
    const frames = [
      ...(await video.keyFrames(24, "first")),
      ...(await video.keyFrames(24, "rest")),
    ].toSorted((a, b) => a.atSeconds - b.atSeconds);
    const near = (a: number, b: number) =>
      thumbDistance(frames[a]?.features.thumb ?? "", frames[b]?.features.thumb ?? "");
    return { sameScene: near(1, 2), otherScene: near(2, 3) };
  });
  expect(far.otherScene).toBeGreaterThan(far.sameScene * 2);
});
