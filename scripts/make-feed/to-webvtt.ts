/** Subtitles as a WebVTT file; each line stays until the next one comes. */
export function toWebvtt(
  lines: readonly { from: number; text: string }[],
  seconds: number,
): string {
  const cues = lines.map(({ from, text }, index) => {
    const until = lines[index + 1]?.from ?? seconds;
    return `${clockOf(from)} --> ${clockOf(until)}\n${text}\n`;
  });
  return ["WEBVTT\n", ...cues].join("\n");
}

const clockOf = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(11, 23);
