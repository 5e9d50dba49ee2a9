import {
  VideoUnreadable,
  type Candidate,
  type FrameSource,
  type OpenVideo,
  type RawPicture,
} from "./frame-source.ts";
import { gatherCandidates } from "./gather-candidates.ts";
import { MIN_TEXT_SHARE, type Page } from "./words/word-reader.ts";
import { WorkerLost } from "./worker-process.ts";

export type FramesOutcome =
  | {
      kind: "frames";
      frames: { atSeconds: number; picture: RawPicture }[];
      durationSeconds: number;
      framesAnalyzed: number;
      /** Whole frames with something written in them, in their order. */
      pages: { atSeconds: number; page: Page }[];
      /** Whether at least one frame is neither black nor otherwise flawed. */
      good: boolean;
    }
  | { kind: "unreadable"; reason: string }
  /** Every way of decoding is missing or was lost, which says nothing about the video. */
  | { kind: "unavailable"; reason: string };

export const PICTURES_PER_VIDEO = 5;

/** A decoder that fell over a video would fall over it again; one that did not start or was killed, not. */
const BREAKDOWN = /^(ended-by-SIG(SEGV|ABRT|BUS|ILL|FPE|TRAP)|too-much-memory)$/;

export type ReadFramesOptions = {
  sources: readonly FrameSource[];
  scratchFolder: string;
  /** How many whole frames are wanted for their words, at most. */
  pages?: number;
};

/**
 * The best different frames of a video file. Sources are tried in their order: the next one only
 * where one is missing or broke down, not where it says that the video is the reason.
 */
export async function readFrames(
  file: string,
  { sources, scratchFolder, pages = 0 }: ReadFramesOptions,
): Promise<FramesOutcome> {
  let reason = "no-decoder";
  let breaks = false;
  for (const source of sources) {
    const opened = await source.open(file, scratchFolder);
    if (opened.kind === "unreadable") return opened;
    if (opened.kind === "absent") {
      reason = `decoder-${opened.reason}`;
      breaks ||= BREAKDOWN.test(opened.reason);
      continue;
    }
    try {
      return await choosePictures(opened.video, pages);
    } catch (error) {
      if (error instanceof VideoUnreadable) return { kind: "unreadable", reason: error.message };
      if (!(error instanceof WorkerLost)) throw error;
      reason = `decoder-${error.message}`;
      breaks ||= BREAKDOWN.test(error.message);
      if (error.message === "timed-out") break;
    } finally {
      await opened.video.close();
    }
  }
  return { kind: breaks ? "unreadable" : "unavailable", reason };
}

async function choosePictures(video: OpenVideo, maxPages: number): Promise<FramesOutcome> {
  const { candidates, choice } = await gatherCandidates(video, PICTURES_PER_VIDEO);
  if (candidates.length === 0) return { kind: "unreadable", reason: "no-frames" };
  const pictures = await video.pictures(choice.chosen.map(({ id }) => id));
  const pages = [];
  for (const { id, atSeconds } of mostWritten(candidates, maxPages))
    pages.push({ atSeconds, page: await video.page(id) });
  return {
    kind: "frames",
    pages,
    frames: choice.chosen.flatMap(({ atSeconds }, index) => {
      const picture = pictures[index];
      return picture === undefined ? [] : [{ atSeconds, picture }];
    }),
    durationSeconds: video.info.durationSeconds,
    framesAnalyzed: candidates.length,
    good: choice.chosen.some(({ flaws }) => flaws.length === 0),
  };
}

/** What looks like letters is read, also where it is too much of it for a product's picture. */
function mostWritten(candidates: readonly Candidate[], count: number): Candidate[] {
  return candidates
    .filter(({ features }) => features.textShare >= MIN_TEXT_SHARE)
    .toSorted((a, b) => writtenShare(b) - writtenShare(a))
    .slice(0, count)
    .toSorted((a, b) => a.atSeconds - b.atSeconds);
}

const writtenShare = ({ features }: Candidate) => features.textShare * features.detail;
