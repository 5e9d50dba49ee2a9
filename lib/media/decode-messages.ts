import * as z from "zod";

/** What the decoding process is asked; one at a time, each gets one answer. */
export type DecodeRequest =
  | { kind: "open"; file: string }
  | { kind: "keyFrames"; limit: number; part: "first" | "rest" }
  | { kind: "likelyScenes" }
  | { kind: "framesAt"; seconds: readonly number[]; effort: number }
  | { kind: "picture"; id: number; folder: string }
  | { kind: "page"; id: number; folder: string };

const share = z.number().min(0).max(1);
const reason = z.string().max(500);

const frameFeatures = z.strictObject({
  brightness: share,
  contrast: share,
  sharpness: share,
  detail: share,
  tallestBand: share,
  flatShare: share,
  colourSpread: share,
  saturation: share,
  textShare: share,
  ground: share,
  body: share,
  ink: share,
  bars: share,
  prominence: share,
  focus: z.strictObject({ x: share, y: share }),
  thumb: z.base64().max(2_000),
});

const videoInfo = z.strictObject({
  codec: z.enum(["h264", "hevc"]),
  durationSeconds: z.number().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
});

/** Answers come from a process that has decoded a stranger's bytes, so they are parsed like any input. */
export const decodeAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("opened"), info: videoInfo }),
  z.strictObject({
    kind: z.literal("candidates"),
    candidates: z
      .array(z.strictObject({ id: z.int(), atSeconds: z.number(), features: frameFeatures }))
      .max(100),
  }),
  z.strictObject({ kind: z.literal("moments"), seconds: z.array(z.number()).max(100) }),
  z.strictObject({
    kind: z.literal("picture"),
    file: z.string(),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  z.strictObject({
    kind: z.literal("page"),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  z.strictObject({ kind: z.literal("unreadable"), reason }),
  z.strictObject({ kind: z.literal("absent"), reason }),
]);

export type DecodeAnswer = z.infer<typeof decodeAnswer>;
