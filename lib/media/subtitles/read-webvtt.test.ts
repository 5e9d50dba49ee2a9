import { describe, expect, test } from "vitest";
import { readWebvtt } from "./read-webvtt.ts";

const textsOf = (file: string) => readWebvtt(file)?.map(({ text }) => text);

describe("readWebvtt", () => {
  test("reads cues with and without names, hours and settings", () => {
    const file = [
      "\uFEFFWEBVTT - made by a machine",
      "",
      "NOTE not to be said",
      "",
      "STYLE",
      "::cue { color: red }",
      "",
      "first",
      "00:00.500 --> 00:02.000 line:80% align:center",
      "Karibu, bei ni",
      "elfu kumi na tano",
      "",
      "01:00:02.000 --> 01:00:04.250",
      "tu &amp; delivery ni free",
    ].join("\r\n");
    expect(readWebvtt(file)).toEqual([
      { start: 0.5, end: 2, text: "Karibu, bei ni elfu kumi na tano" },
      { start: 3_602, end: 3_604.25, text: "tu & delivery ni free" },
    ]);
  });

  test.each([
    { case: "nothing", file: "" },
    { case: "another kind of subtitles", file: "1\n00:00:01,000 --> 00:00:02,000\nhello" },
    { case: "a page that says it is gone", file: "<html><body>WEBVTT 403</body></html>" },
    { case: "a name that only begins so", file: "WEBVTTX\n\n00:01.000 --> 00:02.000\nhello" },
    { case: "a manifest", file: "#EXTM3U\nhttp://10.0.0.1/a.ts" },
  ])("is null for $case", ({ file }) => {
    expect(readWebvtt(file)).toBeNull();
  });

  test.each([
    { case: "no end", cue: "00:01.000 --> " },
    { case: "an end before its start", cue: "00:05.000 --> 00:01.000" },
    { case: "minutes over 59", cue: "00:61.000 --> 01:62.000" },
    { case: "letters for digits", cue: "00:0x.000 --> 00:02.000" },
    { case: "commas", cue: "00:01,000 --> 00:02,000" },
  ])("passes over a cue with times that have $case", ({ cue }) => {
    expect(textsOf(`WEBVTT\n\n${cue}\nlost\n\n00:03.000 --> 00:04.000\nkept`)).toEqual(["kept"]);
  });

  test("takes mark-up and scripts out of the words", () => {
    const file =
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Amina><b>only</b> <00:01.500>55k <script src=x>alert(1)</script>";
    expect(textsOf(file)).toEqual(["only 55k alert(1)"]);
  });

  test("keeps words of scripts that are written from the right", () => {
    expect(textsOf("WEBVTT\n\n00:01.000 --> 00:02.000\n&rlm;السعر ٥٠٠ جنيه")).toEqual([
      "السعر ٥٠٠ جنيه",
    ]);
  });

  test("reads two thousand cues at most, each cut, of a file without end in a moment", () => {
    const cue = `00:01.000 --> 00:02.000\n${"<".repeat(400)}${"a".repeat(900)}\n\n`;
    const startedAt = performance.now();
    const cues = readWebvtt(`WEBVTT\n\n${cue.repeat(3_000)}`) ?? [];
    expect(cues).toHaveLength(2_000);
    expect(Math.max(...cues.map(({ text }) => text.length))).toBeLessThanOrEqual(500);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("never cuts a character in half", () => {
    const [text] = textsOf(`WEBVTT\n\n00:01.000 --> 00:02.000\n${"😀".repeat(700)}`) ?? [];
    expect(text?.isWellFormed()).toBe(true);
  });
});
