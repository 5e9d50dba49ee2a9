import { formatMoney } from "#lib/money.ts";
import type { FeedRow } from "./read-feed.ts";
import type { VideoState } from "./video-states.ts";

/** One line of the table; `settled` is false where a tagged video has not become a product. */
export type Result = {
  handle: string;
  videoId: string;
  product: string;
  price: string;
  seconds: string;
  settled: boolean;
};

/** What became of each row of the feed. `seconds` counts from the call that first showed the video. */
export function toResults(
  rows: FeedRow[],
  { states, secondsOf }: { states: VideoState[]; secondsOf: (videoId: string) => number | null },
): Result[] {
  const byId = new Map(states.map((state) => [state.videoId, state]));
  return rows.map((row) => {
    const { handle, videoId } = row;
    const state = byId.get(videoId);
    const seconds = secondsOf(videoId);
    const common = { handle, videoId, price: "", seconds: seconds?.toFixed(1) ?? "" };
    if (state === undefined)
      return row.error === null
        ? { ...common, product: "(not seen)", settled: false }
        : { ...common, product: `(not readable: ${row.error})`, settled: true };
    if (state.productTitle === null) return { ...common, ...unsold(state) };
    return {
      ...common,
      product: state.productTitle + whereItIs(state),
      price: priceOf(state),
      settled: true,
    };
  });
}

function unsold(state: VideoState): { product: string; settled: boolean } {
  if (!state.tracked) return { product: "(no #TRACK)", settled: true };
  if (state.deadLetters > 0)
    return { product: `(failed: ${state.deadLetters} dead letters)`, settled: false };
  return { product: "(waiting)", settled: false };
}

const NOT_LIVE: Record<string, string> = {
  gone: " (left the shop: video gone)",
  private: " (left the shop: video private)",
  untagged: " (left the shop: tag removed)",
};

const whereItIs = ({ visibility }: VideoState) => NOT_LIVE[visibility ?? ""] ?? "";

function priceOf({ priceMinor, currency }: VideoState): string {
  if (priceMinor === null || currency === null) return "no price";
  return formatMoney({ minor: priceMinor, currency }).replaceAll("\u00a0", " ");
}

export function formatTable(results: Result[]): string {
  const header = ["handle", "video", "product", "price", "seconds"];
  const lines = results.map((result) => [
    result.handle,
    result.videoId,
    result.product,
    result.price,
    result.seconds,
  ]);
  const widths = header.map((name, column) =>
    Math.max(name.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const format = (line: string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [header, widths.map((width) => "-".repeat(width)), ...lines].map(format).join("\n");
}

/** The value below which the share of the sorted values lies; null without values. */
export function percentile(values: number[], share: number): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
