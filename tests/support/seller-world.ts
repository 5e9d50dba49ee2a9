import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { handleClaims, shops, users } from "#db/schema/index.ts";
import type { Session } from "#lib/accounts/session.ts";
import { drainRun } from "#lib/ingestion/drain-run.ts";
import { type IngestionPorts, ingestionSettings } from "#lib/ingestion/ingestion-ports.ts";
import { startIngestion } from "#lib/ingestion/start-ingestion.ts";
import type { FollowedLink } from "#lib/media/follow-link.ts";
import { drawClaimCode } from "#lib/sellers/claim-code.ts";
import { findClaim } from "#lib/sellers/claim-handle.ts";
import { advanceLookup, findLookup, type Lookup, startLookup } from "#lib/sellers/look-up.ts";
import { openOwnShop } from "#lib/sellers/open-own-shop.ts";
import type { SellerPorts } from "#lib/sellers/seller-ports.ts";
import { openAccountWorld } from "./account-world.ts";
import { uniqueHandle, uniqueVideoId } from "./factories.ts";
import type { Driver } from "./open-test-database.ts";
import { ScriptedScraper } from "./scripted-scraper.ts";

export type Profile = { bio?: string; name?: string; fans?: number; captions?: string[] };

/** Accounts, a scripted TikTok and the verbs of signing up, over a real database. */
export async function openSellerWorld(driver: Driver = "pg") {
  const accounts = await openAccountWorld(driver);
  const { db, time } = accounts;
  const { clock, log } = accounts.ports;
  const scraper = new ScriptedScraper();
  const expired: string[] = [];
  const links = new Map<string, FollowedLink>();
  const ports: SellerPorts = {
    db,
    clock,
    newId: randomUUID,
    log,
    scraper,
    dailyRuns: 10_000,
    makePortrait: () => Promise.resolve(null),
    followShareLink: (url) => Promise.resolve(links.get(url) ?? { kind: "unavailable" }),
    drawClaimCode,
    expirePages: ({ handle }) => void expired.push(handle),
  };
  const ingestion: IngestionPorts = {
    db,
    scraper,
    clock,
    newId: randomUUID,
    log,
    settings: ingestionSettings({ dailyRuns: 10_000 }),
  };
  const lookUp = async (session: Session, handle: string): Promise<Lookup> => {
    const { userId } = session;
    const started = await startLookup({ userId, handle, purpose: "sign_up" }, ports);
    if (started.kind !== "started") throw new Error(`no look: ${started.kind}`);
    return (await advanceLookup(started.lookup, ports)).lookup;
  };
  return {
    ...accounts,
    sellerPorts: ports,
    ingestion,
    scraper,
    links,
    expired,
    lookUp,
    /** What TikTok shows of a profile; one caption is one video. */
    show(handle: string, { bio = "", name = "Nalu", fans = 18_400, captions }: Profile = {}) {
      const items = (captions ?? ["New heels only 55k! #TRACK"]).map((text, index) => ({
        id: uniqueVideoId(),
        text,
        createTime: Math.floor(time.now.getTime() / 1_000) - (index + 1) * 3_600,
        authorMeta: { name: handle, nickName: name, signature: bio, fans },
      }));
      scraper.profiles.set(handle, items);
    },
    async openShop(session: Session, handle = uniqueHandle()) {
      await lookUp(session, handle);
      return openOwnShop({ session, handle, name: "Nalu" }, ports);
    },
    async claimCodeOf(session: Session): Promise<string> {
      const claim = await findClaim(db, session.userId);
      if (claim === undefined) throw new Error("no claim");
      return claim.code;
    },
    /** She taps on "check now", and the answer is read. */
    async checkNow(session: Session, handle: string) {
      const { userId } = session;
      const started = await startLookup({ userId, handle, purpose: "proof" }, ports);
      if (started.kind !== "started") return started;
      return advanceLookup(started.lookup, ports);
    },
    /** The clock reads a seller's profile. */
    async read(sellerId: string) {
      const { runs } = await startIngestion({ trigger: "cron", sellerId }, ingestion);
      for (const { runId } of runs) await drainRun({ runId }, ingestion);
    },
    latestLookup: ({ userId }: Session) => findLookup({ userId, purpose: "sign_up" }, ports),
    claimsOn: (handle: string) =>
      db.orm.select().from(handleClaims).where(eq(handleClaims.handle, handle)),
    async shopOf(sellerId: string) {
      const [shop] = await db.orm.select().from(shops).where(eq(shops.sellerId, sellerId));
      if (shop === undefined) throw new Error("no shop");
      return shop;
    },
    /** Her session as it is read from the database now. */
    async again(session: Session): Promise<Session> {
      const [user] = await db.orm.select().from(users).where(eq(users.id, session.userId));
      return { ...session, sellerId: user?.sellerId ?? null };
    },
  };
}

export type SellerWorld = Awaited<ReturnType<typeof openSellerWorld>>;
