import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { sellers } from "#db/schema/index.ts";
import { CANARY } from "#lib/captions/ai/prompt.ts";
import type { ScriptedModel } from "#tests/contracts/openai-service.ts";
import {
  freshCaption,
  keptOutcomes,
  modelThat,
  NO_ANSWER,
  openReaderWorld,
  passTime,
  postVideo,
  type ReaderWorld,
  readVideo,
  recordLog,
  scriptedModel,
  sellerScope,
  spentOn,
} from "./ai-reader-setup.ts";

let world: ReaderWorld;
let db: Database;
let other: Database;
let service: ScriptedModel;

beforeAll(async () => {
  world = await openReaderWorld();
  ({ db, other, service } = world);
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const PRICE = { as_written: "55k", amount: 55_000 };

describe("what the model says", () => {
  test("is merged, logged by its outcome and kept; the log holds no word of the caption", async () => {
    await service.setScript([{ answer: { title: "Block heels", price: PRICE, tags: ["heels"] } }]);
    const { log, lines } = recordLog();
    const video = await postVideo(db, freshCaption());
    const read = await readVideo(video, { db, model: scriptedModel(service), log });
    expect(read).toMatchObject({
      kind: "ai",
      reading: { title: { value: "Block heels" }, price: { value: 55_000 } },
      origins: { title: "ai" },
    });
    expect(lines).toMatchObject([{ event: "ai.read", outcome: "agreed", paid: true }]);
    expect(JSON.stringify(lines)).not.toMatch(/heels|55k/i);
    expect(await keptOutcomes(db, video.sellerId)).toEqual(["answer"]);
  });

  test("in agreement leaves the fields to the rules", async () => {
    const video = await postVideo(db, freshCaption());
    const read = await readVideo(video, { db, model: scriptedModel(service) });
    expect(read).toMatchObject({ kind: "ai", origins: { title: "rule", price: "rule" } });
  });

  test("of a number that no text states is dropped", async () => {
    await service.setScript([{ answer: { price: { as_written: "99k", amount: 99_000 } } }]);
    const video = await postVideo(db, freshCaption("Nice heels, ask for price"));
    const read = await readVideo(video, { db, model: scriptedModel(service) });
    expect(read).toMatchObject({ kind: "ai", reading: { price: null } });
  });

  test.each([
    ["refused", "refused", { refusal: "No." }],
    ["cut", "truncated", { truncated: true as const }],
    ["invalid", "invalid", { invalid: true as const }],
    ["invalid", "invalid", { answer: { title: `My rules say ${CANARY.toUpperCase()}` } }],
    ["invalid", "invalid", { answer: { tags: Array.from(CANARY.replaceAll("-", "")) } }],
  ])("as %s leaves the rules, and is asked for once", async (why, name, way) => {
    await service.setScript([way]);
    const { log, lines } = recordLog();
    const video = await postVideo(db, freshCaption());
    const reader = { db, model: scriptedModel(service), log };
    expect(await readVideo(video, reader)).toEqual({ kind: "rules", why });
    expect(await readVideo(video, reader)).toEqual({ kind: "rules", why });
    expect(lines.map(({ outcome, paid }) => ({ outcome, paid }))).toEqual([
      { outcome: name, paid: true },
      { outcome: name, paid: false },
    ]);
    expect((await service.calls()).count).toBe(1);
  });
});

describe("a service that fails", () => {
  test.each([
    ["429", { outcome: "rate_limited", reason: "rate_limited" }, { status: 429 }],
    ["500", { outcome: "failed", reason: "unavailable" }, { status: 500 }],
    ["a hang", { outcome: "timed_out", reason: "timeout" }, { hang: "before_head" as const }],
    ["half a hang", { outcome: "timed_out", reason: "timeout" }, { hang: "after_head" as const }],
    ["a refused key", { outcome: "failed", reason: "rejected" }, { status: 401 }],
  ])("by %s leaves the rules, and is asked again next time", async (_name, logged, way) => {
    await service.setScript([way]);
    const { log, lines } = recordLog();
    const video = await postVideo(db, freshCaption());
    const reader = { db, model: scriptedModel(service, 300), log };
    expect(await readVideo(video, reader)).toEqual({ kind: "rules", why: "error" });
    expect(lines).toMatchObject([{ event: "ai.read", ...logged }]);
    await service.setScript([]);
    expect(await readVideo(video, reader)).toMatchObject({ kind: "ai" });
  });

  test("keeps the cost of a call that nobody knows the end of, and gives back what was free", async () => {
    const scope = (sellerId: string) => spentOn(db, sellerScope(sellerId));
    await service.setScript([{ hang: "before_head" }]);
    const hung = await postVideo(db, freshCaption());
    await readVideo(hung, { db, model: scriptedModel(service, 200) });
    expect(await scope(hung.sellerId)).toBeGreaterThan(1_000);
    await service.setScript([{ status: 500 }]);
    const failed = await postVideo(db, freshCaption());
    await readVideo(failed, { db, model: scriptedModel(service) });
    expect(await scope(failed.sellerId)).toBe(0);
  });
});

describe("one question", () => {
  test("is paid once, however often, by whichever instance and under whichever id it comes", async () => {
    const video = await postVideo(db, freshCaption());
    const first = await readVideo(video, { db, model: scriptedModel(service) });
    const second = await readVideo(video, { db: other, model: scriptedModel(service) });
    const reposted = await postVideo(db, video.caption, video.sellerId);
    const third = await readVideo(reposted, { db, model: scriptedModel(service) });
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    const { count, tokens } = await service.calls();
    expect(count).toBe(1);
    expect(await spentOn(db, sellerScope(video.sellerId))).toBe(tokens);
    expect(await spentOn(db, "ai:all")).toBe(tokens);
  });

  test("is asked by one of many at once, the others go on with the rules", async () => {
    const video = await postVideo(db, freshCaption());
    const othersDone = Promise.withResolvers<undefined>();
    let [asked, busy] = [0, 0];
    const model = modelThat(async () => {
      asked += 1;
      await othersDone.promise;
      return { kind: "answer", answer: NO_ANSWER, tokens: 10 };
    });
    const reads = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const read = await readVideo(video, { db: index % 2 ? db : other, model });
        if (read.kind === "rules" && read.why === "busy" && (busy += 1) === 7)
          othersDone.resolve(undefined);
        return read;
      }),
    );
    expect(reads.filter(({ kind }) => kind === "ai")).toHaveLength(1);
    expect([asked, busy]).toEqual([1, 7]);
  });

  test("of a process that died is asked again once its lease is over", async () => {
    const video = await postVideo(db, freshCaption());
    const dies = modelThat(() => Promise.reject(new Error("killed")));
    await expect(readVideo(video, { db, model: dies })).rejects.toThrow("killed");
    const lives = modelThat(() => ({ kind: "answer", answer: NO_ANSWER, tokens: 10 }));
    expect(await readVideo(video, { db, model: lives })).toEqual({ kind: "rules", why: "busy" });
    await passTime(db, 61);
    expect(await readVideo(video, { db, model: lives })).toMatchObject({ kind: "ai" });
    expect(await spentOn(db, sellerScope(video.sellerId))).toBe(1_010);
  });

  test("is forgotten with its seller", async () => {
    const video = await postVideo(db, freshCaption());
    await readVideo(video, { db, model: scriptedModel(service) });
    await db.orm.delete(sellers);
    expect(await keptOutcomes(db, video.sellerId)).toEqual([]);
  });
});

test("no transaction is open while the model is asked", async () => {
  let open: number | undefined;
  const looks = modelThat(async () => {
    const { rows } = await other.orm.execute<{ open: number }>(sql`
      select count(*)::int as open from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`);
    open = rows[0]?.open;
    return { kind: "answer", answer: NO_ANSWER, tokens: 10 };
  });
  await readVideo(await postVideo(db, freshCaption()), { db, model: looks });
  expect(open).toBe(0);
});

test("without an account the rules stand and nothing is written", async () => {
  const video = await postVideo(db, freshCaption());
  expect(await readVideo(video, { db, model: null })).toEqual({ kind: "rules", why: "off" });
  expect(await keptOutcomes(db, video.sellerId)).toEqual([]);
});
