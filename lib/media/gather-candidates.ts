import { chooseFrames, unseenMoments, type Choice } from "./choose-frames.ts";
import type { Candidate, OpenVideo } from "./frame-source.ts";

const MAX_KEY_FRAMES = 24;
const MOMENTS_PER_ROUND = 8;
const LEAST_ROUNDS = 2;
const MAX_ROUNDS = 4;
const MAX_LIKELY_SCENES = 16;

/** Of pictures this large the key frames' scenes are enough: those between them would cost too much. */
const LARGE_PIXELS = 1_500_000;

/** By then a clip that opens out of black is open. */
const OPENED_SECONDS = 0.6;

/** Share of what reaching exact moments may cost that is spent where there are enough scenes, or pictures. */
const EFFORT = { enoughScenes: 0.35, enoughPictures: 0.5, enoughKeyFrames: 0.15 };

/**
 * Looks at as little of a video as gives `count` good and different frames: its key frames, then
 * scenes that its packets tell of, then the middles of what was not seen.
 */
export async function gatherCandidates(
  video: OpenVideo,
  count: number,
): Promise<{ candidates: Candidate[]; choice: Choice }> {
  const candidates = await video.keyFrames(MAX_KEY_FRAMES, "first");
  let choice = chooseFrames(candidates, count);
  const lookAt = async (found: Promise<Candidate[]>) => {
    const before = choice.scenes;
    candidates.push(...(await found));
    choice = chooseFrames(candidates, count);
    return choice.scenes > before;
  };

  if (choice.scenes < count) await lookAt(video.keyFrames(MAX_KEY_FRAMES, "rest"));
  const isLarge = video.info.width * video.info.height > LARGE_PIXELS;
  const isEnough = () => isLarge && choice.scenes >= count;
  if (isEnough()) return { candidates, choice };
  const most = isLarge && choice.good >= count ? EFFORT.enoughKeyFrames : 1;
  const effort = () => Math.min(most, effortFor(choice, count));

  const likely = (await video.likelyScenes()).slice(0, MAX_LIKELY_SCENES);
  if (choice.isFirstFlawed) likely.unshift(OPENED_SECONDS);
  if (likely.length > 0) await lookAt(video.framesAt(likely, effort()));
  for (let round = 0; round < MAX_ROUNDS && !isEnough(); round += 1) {
    const moments = unseenMoments(
      candidates.map(({ atSeconds }) => atSeconds),
      { durationSeconds: video.info.durationSeconds, count: MOMENTS_PER_ROUND },
    );
    if (moments.length === 0) break;
    const found = await lookAt(video.framesAt(moments, effort()));
    if (!found && round >= LEAST_ROUNDS - 1 && choice.chosen.length >= count) break;
  }
  return { candidates, choice };
}

function effortFor({ scenes, chosen }: Choice, count: number): number {
  if (scenes >= count) return EFFORT.enoughScenes;
  return chosen.length >= count ? EFFORT.enoughPictures : 1;
}
