import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { DEFAULT_AI_LIMITS, type ModelReply } from "#lib/captions/ai/caption-model.ts";
import type { ScriptedModel } from "#tests/contracts/openai-service.ts";
import { DRIVERS } from "#tests/support/open-test-database.ts";
import {
  freshCaption,
  modelThat,
  NO_ANSWER,
  openReaderWorld,
  passTime,
  postVideo,
  type Reader,
  type ReaderWorld,
  readVideo,
  recordLog,
  scriptedModel,
  sellerScope,
  spentOn,
} from "./ai-reader-setup.ts";

const ANSWERS: ModelReply = { kind: "answer", answer: NO_ANSWER, tokens: 100 };
const FAILS: ModelReply = { kind: "failed", reason: "unavailable", tokens: 0 };

describe.each(DRIVERS)("limits of the AI reader on %s", (driver) => {
  let world: ReaderWorld;
  let db: Database;
  let other: Database;
  let service: ScriptedModel;

  beforeAll(async () => {
    world = await openReaderWorld(driver);
    ({ db, other, service } = world);
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  /** One caption read, as the outcome in a word. */
  async function readOne(reader: Partial<Reader> = {}, reply: ModelReply = ANSWERS) {
    const video = await postVideo(db, freshCaption());
    const read = await readVideo(video, { db, model: modelThat(() => reply), ...reader });
    return read.kind === "ai" ? "ai" : read.why;
  }

  async function readMany(replies: readonly ModelReply[]) {
    const outcomes: string[] = [];
    for (const [index, reply] of replies.entries())
      outcomes.push(await readOne({ db: index % 2 ? db : other }, reply));
    return outcomes;
  }

  async function openSeconds(): Promise<number> {
    const { rows } = await db.orm.execute<{ seconds: number }>(sql`
      select extract(epoch from open_until - clock_timestamp())::float8 as seconds from breakers`);
    return Math.round(rows[0]?.seconds ?? 0);
  }

  describe("the breaker", () => {
    test("opens after five failures in a row, for every instance", async () => {
      await service.setScript([{ status: 500 }]);
      const { log, lines } = recordLog();
      const model = scriptedModel(service);
      for (let call = 0; call < 5; call += 1) expect(await readOne({ model, log })).toBe("error");
      const { count } = await service.calls();
      expect(await readOne({ model, log })).toBe("open");
      expect(await readOne({ model: scriptedModel(service), db: other })).toBe("open");
      expect((await service.calls()).count).toBe(count);
      expect(lines.filter(({ event }) => event === "ai.breaker_opened")).toHaveLength(1);
    });

    test("does not open where successes come between", async () => {
      const mixed = Array.from({ length: 15 }, (_, index) => (index % 5 === 4 ? ANSWERS : FAILS));
      expect((await readMany(mixed)).filter((outcome) => outcome === "open")).toEqual([]);
    });

    test("opens when more than half of twenty calls in a minute fail, wherever the minute starts", async () => {
      const mostly = [FAILS, FAILS, ANSWERS];
      const twelve = Array.from({ length: 12 }, (_, index) => mostly[index % 3] ?? FAILS);
      await readMany(twelve);
      await passTime(db, 55);
      const outcomes = await readMany(twelve);
      expect(outcomes.slice(0, 7)).not.toContain("open");
      expect(outcomes.slice(8)).toEqual(Array.from({ length: 4 }, () => "open"));
    });

    test("forgets failures that are older than a minute", async () => {
      const mostly = [FAILS, FAILS, ANSWERS];
      const twelve = Array.from({ length: 12 }, (_, index) => mostly[index % 3] ?? FAILS);
      await readMany(twelve);
      await passTime(db, 61);
      expect(await readMany(twelve)).not.toContain("open");
    });

    test("counts a refusal, a cut and a broken answer as a service that answers", async () => {
      for (const kind of ["refused", "cut", "invalid"] as const)
        await readMany(Array.from({ length: 7 }, () => ({ kind, tokens: 10 })));
      expect(await readOne()).toBe("ai");
    });

    test("lets one of many probe when its wait is over, and closes by its success", async () => {
      await readMany(Array.from({ length: 5 }, () => FAILS));
      expect(await openSeconds()).toBeCloseTo(60, -1);
      await passTime(db, 59);
      expect(await readOne()).toBe("open");
      await passTime(db, 2);
      const { log, lines } = recordLog();
      const othersAreBack = Promise.withResolvers<void>();
      let calls = 0;
      let refused = 0;
      // The probe is out until everybody else has been sent away.
      const model = modelThat(async () => {
        calls += 1;
        await othersAreBack.promise;
        return ANSWERS;
      });
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, async (_, index) => {
          const outcome = await readOne({ db: index % 2 ? db : other, model, log });
          refused += outcome === "open" ? 1 : 0;
          if (refused === 7) othersAreBack.resolve();
          return outcome;
        }),
      );
      expect(outcomes.toSorted()).toEqual(["ai", ...Array.from({ length: 7 }, () => "open")]);
      expect(calls).toBe(1);
      expect(lines.filter(({ event }) => event === "ai.breaker_closed")).toHaveLength(1);
      expect(await readOne()).toBe("ai");
    });

    test("waits twice as long after each failed probe, up to a quarter of an hour", async () => {
      await readMany(Array.from({ length: 5 }, () => FAILS));
      const waits: number[] = [await openSeconds()];
      for (let probe = 0; probe < 5; probe += 1) {
        await passTime(db, 901);
        expect(await readOne({}, FAILS)).toBe("error");
        waits.push(await openSeconds());
      }
      expect(waits).toEqual([60, 120, 240, 480, 900, 900]);
      await passTime(db, 901);
      expect(await readOne()).toBe("ai");
      await readMany(Array.from({ length: 5 }, () => FAILS));
      expect(await openSeconds()).toBe(60);
    });

    test("gives the probe to another when its owner has died, and ignores the dead one's late word", async () => {
      await readMany(Array.from({ length: 5 }, () => FAILS));
      await passTime(db, 61);
      let finish: (reply: ModelReply) => void = () => undefined;
      const late = new Promise<ModelReply>((resolve) => {
        finish = resolve;
      });
      const asked = Promise.withResolvers<void>();
      const slow = readOne({ model: modelThat(() => (asked.resolve(), late)) });
      await asked.promise;
      expect(await readOne()).toBe("open");
      await passTime(db, 61);
      expect(await readOne({}, FAILS)).toBe("error");
      finish(ANSWERS);
      expect(await slow).toBe("ai");
      expect(await readOne()).toBe("open");
    });
  });

  describe("the budget", () => {
    const limited = (sellerDailyTokens: number, globalDailyTokens: number) => ({
      ...DEFAULT_AI_LIMITS,
      sellerDailyTokens,
      globalDailyTokens,
    });

    test("of a seller stops her calls and nobody else's", async () => {
      const first = await postVideo(db, freshCaption());
      const second = await postVideo(db, freshCaption(), first.sellerId);
      const reader = { db, model: modelThat(() => ANSWERS), limits: limited(1_050, 1_000_000) };
      expect(await readVideo(first, reader)).toMatchObject({ kind: "ai" });
      expect(await readVideo(second, reader)).toEqual({ kind: "rules", why: "budget" });
      expect(await readOne(reader)).toBe("ai");
    });

    test("of the day stops everybody, and sets nothing aside for a call that is not made", async () => {
      const limits = limited(1_000_000, 1_050);
      expect(await readOne({ limits })).toBe("ai");
      const video = await postVideo(db, freshCaption());
      const refused = await readVideo(video, { db, model: modelThat(() => ANSWERS), limits });
      expect(refused).toEqual({ kind: "rules", why: "budget" });
      expect(await spentOn(db, sellerScope(video.sellerId))).toBe(0);
      expect(await spentOn(db, "ai:all")).toBe(100);
    });

    test("that is gone takes no probe from the breaker", async () => {
      await readMany(Array.from({ length: 5 }, () => FAILS));
      await passTime(db, 61);
      expect(await readOne({ limits: limited(10, 10) })).toBe("budget");
      expect(await readOne()).toBe("ai");
    });

    test("is never exceeded by calls at once, at no instant and by no tokens", async () => {
      await service.setScript([{ delayMs: 100, answer: {} }]);
      const model = scriptedModel(service);
      const video = await postVideo(db, freshCaption());
      const worstCase = model.tokensAtMost({ system: "", user: "" }) + 4_000;
      const limits = limited(worstCase * 3, worstCase * 6);
      const sellersVideos = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          postVideo(db, freshCaption(), index < 15 ? video.sellerId : undefined),
        ),
      );
      let isDone = false;
      const peaks = watchPeak(() => isDone);
      const reads = await Promise.all(
        sellersVideos.map((posted, index) =>
          readVideo(posted, { db: index % 2 ? db : other, model, limits }),
        ),
      );
      isDone = true;
      const peak = await peaks;
      expect(peak.all).toBeLessThanOrEqual(limits.globalDailyTokens);
      expect(peak.seller).toBeLessThanOrEqual(limits.sellerDailyTokens);
      const { count, tokens } = await service.calls();
      expect(count).toBe(reads.filter(({ kind }) => kind === "ai").length);
      expect(count).toBeGreaterThan(0);
      expect(reads.some((read) => read.kind === "rules" && read.why === "budget")).toBe(true);
      expect(await spentOn(db, "ai:all")).toBe(tokens);
    });

    async function watchPeak(isDone: () => boolean) {
      const peak = { all: 0, seller: 0 };
      while (!isDone()) {
        const { rows } = await other.orm.execute<{ scope: string; spent: number }>(
          sql`select scope, spent from budgets`,
        );
        for (const { scope, spent } of rows) {
          const key = scope === "ai:all" ? "all" : "seller";
          peak[key] = Math.max(peak[key], spent);
        }
      }
      return peak;
    }

    test("holds against one seller who posts without end", async () => {
      const limits = limited(5_000, 1_000_000);
      const video = await postVideo(db, freshCaption());
      let calls = 0;
      const model = modelThat(() => ((calls += 1), ANSWERS));
      for (let post = 0; post < 100; post += 1)
        await readVideo({ ...video, caption: freshCaption() }, { db, model, limits });
      expect(await spentOn(db, sellerScope(video.sellerId))).toBeLessThanOrEqual(5_000);
      expect(calls).toBe(41);
    });
  });
});
