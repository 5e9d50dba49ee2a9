import { randomInt } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { keptJson, writeJson } from "../kept-json.ts";

const CHALLENGE_TIMEOUT_MS = 10_000;

const kept = z.strictObject({ url: z.url().nullable() });
export const callbackRegistration = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).nullable(),
});

/** Where webhooks go: an address counts once it has echoed the challenge with our token. */
export class Callback {
  readonly #file: string;
  readonly #verifyToken: string;
  #url: string | null;
  #verified: string | undefined;

  constructor(options: { dataDir: string; verifyToken: string; url?: string | undefined }) {
    this.#file = join(options.dataDir, "webhook.json");
    this.#verifyToken = options.verifyToken;
    this.#url = options.url ?? keptJson(this.#file, kept, () => ({ url: null })).url;
  }

  get url(): string | undefined {
    return this.#url ?? undefined;
  }

  /** Takes the address over when it passes the challenge; null takes none. */
  async register(url: string | null): Promise<boolean> {
    if (url !== null && !(await this.isReady(url))) return false;
    this.#url = url;
    writeJson(this.#file, { url });
    return true;
  }

  async isReady(url: string): Promise<boolean> {
    if (this.#verified === url) return true;
    const challenge = String(randomInt(1_000_000_000));
    const address = new URL(url);
    address.searchParams.set("hub.mode", "subscribe");
    address.searchParams.set("hub.challenge", challenge);
    address.searchParams.set("hub.verify_token", this.#verifyToken);
    const signal = AbortSignal.timeout(CHALLENGE_TIMEOUT_MS);
    const answer = await fetch(address, { signal }).catch(() => undefined);
    if (answer?.status !== 200 || (await answer.text()) !== challenge) return false;
    this.#verified = url;
    return true;
  }
}
