import { describe, expect, test } from "vitest";
import { benchVideo } from "./bench-videos.ts";
import { type Sample, toPgbenchScript } from "./pgbench-script.ts";

const FIRST_EVENT = "11111111-1111-5111-8111-111111111111";
const SECOND_EVENT = "22222222-2222-5222-8222-222222222222";

function sampleOf(index: number, eventId: string, sql = "insert into t values ($1, $2, $3, $4)") {
  const video = benchVideo(index);
  const parameters = [video.sellerId, video.videoId, eventId, '{"price":1}'];
  const sample: Sample = { video, statements: [{ sql, parameters }] };
  return sample;
}

describe("the script for pgbench", () => {
  test("counts through the videos and gives each its own ids", () => {
    const { text } = toPgbenchScript(sampleOf(1, FIRST_EVENT), sampleOf(2, SECOND_EVENT));
    expect(text).toContain("lpad(:seller, 12, '0')");
    expect(text).toContain(":video, md5(:video || '0')::uuid");
  });

  test("passes what does not differ as it was sent", () => {
    const { text, variables } = toPgbenchScript(
      sampleOf(1, FIRST_EVENT),
      sampleOf(2, SECOND_EVENT),
    );
    expect(variables["p0"]).toBe('{"price":1}');
    expect(text).toContain(":p0);");
  });

  test("refuses two videos that were stored in different ways", () => {
    const other = sampleOf(2, SECOND_EVENT, "select 1");
    expect(() => toPgbenchScript(sampleOf(1, FIRST_EVENT), other)).toThrow("different statements");
  });

  test("refuses a statement that pgbench would read a variable out of", () => {
    const sql = `select '{"a":1}'::jsonb`;
    expect(() =>
      toPgbenchScript(sampleOf(1, FIRST_EVENT, sql), sampleOf(2, SECOND_EVENT, sql)),
    ).toThrow("colon");
  });
});
