import { chooseFrames, unseenMoments, type Choice } from "./choose-frames.ts";
import {
  DecoderLost,
  VideoUnreadable,
  type Candidate,
  type FrameSource,
  type OpenVideo,
  type RawPicture,
} from "./frame-source.ts";

export type FramesOutcome =
  | {
      kind: "frames";
      frames: { atSeconds: number; picture: RawPicture }[];
      durationSeconds: number;
      framesAnalyzed: number;
      /** Whether at least one frame is neither black nor otherwise flawed. */
      good: boolean;
    }
  | { kind: "unreadable"; reason: string }
  /** Every way of decoding is missing or broke down, which says nothing about the video. */
  | { kind: "unavailable"; reason: string };

export const PICTURES_PER_VIDEO = 5;
const MAX_KEY_FRAMES = 24;
const MOMENTS_PER_ROUND = 6;
const MAX_ROUNDS = 2;

/**
 * The best different frames of a video file. Sources are tried in their order: the next one only
 * where one is missing or broke down, not where it says that the video is the reason.
 */
export async function readFrames(
  file: string,
  { sources, scratchFolder }: { sources: readonly FrameSource[]; scratchFolder: string },
): Promise<FramesOutcome> {
  let reason = "no-decoder";
  for (const source of sources) {
    const opened = await source.open(file, scratchFolder);
    if (opened.kind === "unreadable") return opened;
    if (opened.kind === "absent") {
      reason = `decoder-${opened.reason}`;
      continue;
    }
    try {
      return await choosePictures(opened.video);
    } catch (error) {
      if (error instanceof VideoUnreadable) return { kind: "unreadable", reason: error.message };
      if (!(error instanceof DecoderLost)) throw error;
      reason = `decoder-${error.message}`;
      if (error.message === "timed-out") break;
    } finally {
      await opened.video.close();
    }
  }
  return { kind: "unavailable", reason };
}

async function choosePictures(video: OpenVideo): Promise<FramesOutcome> {
  const candidates = await video.keyFrames(MAX_KEY_FRAMES);
  let choice = chooseFrames(candidates, PICTURES_PER_VIDEO);
  for (let round = 0; round < MAX_ROUNDS && choice.scenes < PICTURES_PER_VIDEO; round += 1) {
    const before = choice;
    candidates.push(...(await lookBetween(video, candidates)));
    choice = chooseFrames(candidates, PICTURES_PER_VIDEO);
    if (!isBetter(choice, before)) break;
  }
  if (candidates.length === 0) return { kind: "unreadable", reason: "no-frames" };
  const pictures = await video.pictures(choice.chosen.map(({ id }) => id));
  return {
    kind: "frames",
    frames: choice.chosen.flatMap(({ atSeconds }, index) => {
      const picture = pictures[index];
      return picture === undefined ? [] : [{ atSeconds, picture }];
    }),
    durationSeconds: video.info.durationSeconds,
    framesAnalyzed: candidates.length,
    good: choice.chosen.some(({ flaws }) => flaws.length === 0),
  };
}

function lookBetween(video: OpenVideo, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const moments = unseenMoments(
    candidates.map(({ atSeconds }) => atSeconds),
    { durationSeconds: video.info.durationSeconds, count: MOMENTS_PER_ROUND },
  );
  return moments.length === 0 ? Promise.resolve([]) : video.framesAt(moments);
}

/** Another round is worth its cost only while it finds scenes that were not seen before. */
const isBetter = (now: Choice, before: Choice) => now.scenes > before.scenes;
