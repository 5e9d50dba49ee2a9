import { systemRandom } from "#local/qstash/random.ts";
import { openSender } from "#local/qstash/attempt.ts";
import { signDelivery } from "#local/qstash/delivery-signature.ts";

const TIMEOUT_MS = 30_000;

export type FloorLoad = {
  url: string;
  signingKey: string;
  /** Bodies of deliveries; each is sent once. */
  bodies: readonly string[];
  /** Requests under way at once. */
  concurrency: number;
};

/** Signed requests per second, by the very client that the stand-in's deliveries go out by; signing is done before. */
export async function measureFloor({
  url,
  signingKey,
  bodies,
  concurrency,
}: FloorLoad): Promise<number> {
  const requests = bodies.map((text) => {
    const body = Buffer.from(text);
    const signature = signDelivery(
      { url, body, now: Date.now() },
      { key: signingKey, random: systemRandom },
    );
    const headers = { "content-type": "application/json", "upstash-signature": signature };
    return { url, method: "POST", headers, body, timeoutMs: TIMEOUT_MS };
  });
  const sender = openSender();
  try {
    let next = 0;
    const startedAt = performance.now();
    const client = async () => {
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        const { status, error } = await sender.send(request);
        if (status !== 200) throw new Error(`the floor answered ${status} ${error ?? ""}`);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, client));
    return (requests.length * 1000) / (performance.now() - startedAt);
  } finally {
    sender.close();
  }
}
