import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Received = { raw: string; isSigned: boolean; value: Record<string, unknown> };

export type WhatsappCallback = {
  url: string;
  received: Received[];
  /** What was received of statuses, as "id status". */
  statuses(): string[];
  /** The next requests are answered with these, then with 200. */
  answers: number[];
  close(): Promise<void>;
};

/** The app's side of the webhooks: answers the challenge, checks and keeps what comes. */
export async function openWhatsappCallback(app: {
  appSecret: string;
  verifyToken: string;
}): Promise<WhatsappCallback> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? "/", "http://localhost").searchParams;
    if (request.method === "GET") {
      const isKnown =
        query.get("hub.mode") === "subscribe" && query.get("hub.verify_token") === app.verifyToken;
      response.writeHead(isKnown ? 200 : 403).end(isKnown ? query.get("hub.challenge") : "");
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString();
      const signature = createHmac("sha256", app.appSecret).update(raw).digest("hex");
      const isSigned = request.headers["x-hub-signature-256"] === `sha256=${signature}`;
      const answer = answers.shift() ?? 200;
      if (answer === 200) received.push({ raw, isSigned, value: valueOf(raw) });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server always has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/whatsapp`,
    received,
    answers,
    statuses: () =>
      received.flatMap(({ value }) =>
        ((value.statuses ?? []) as { id: string; status: string }[]).map(
          ({ id, status }) => `${id} ${status}`,
        ),
      ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function valueOf(raw: string): Record<string, unknown> {
  const body = JSON.parse(raw) as {
    entry: { changes: { field: string; value: Record<string, unknown> }[] }[];
  };
  return body.entry[0]?.changes[0]?.value ?? {};
}
