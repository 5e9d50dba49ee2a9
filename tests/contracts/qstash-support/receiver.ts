import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { waitFor } from "./wait-for.ts";

/** One request that came in, with its body as the bytes said. */
export type Arrival = {
  /** The address as the sender knows it, with the query. */
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
  at: number;
};

export type Answer = { status: number; headers?: Record<string, string>; body?: string };

/** One destination of its own: what arrived there, and what it answers. */
export type Inbox = {
  url: string;
  arrivals: Arrival[];
  /** The answer to the n-th arrival, from 0; until this is called all are answered 200. */
  answer(choose: (index: number, arrival: Arrival) => Answer | Promise<Answer>): void;
  /** Waits until this many have arrived. */
  received(count: number): Promise<Arrival[]>;
};

type InboxState = { arrivals: Arrival[]; choose: Parameters<Inbox["answer"]>[0] };

export type Receiver = { openInbox(): Inbox; close(): Promise<void> };

/** A server of destinations; `publicUrl` is how the sender reaches it when that is not this port. */
export async function startReceiver(options: {
  port: number;
  publicUrl: string | undefined;
  deadlineMs: number;
}): Promise<Receiver> {
  const inboxes = new Map<string, InboxState>();
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port, "127.0.0.1", resolve));
  // A listening TCP server always has an address object.
  const { port } = server.address() as AddressInfo;
  const base = (options.publicUrl ?? `http://127.0.0.1:${port}`).replace(/\/$/, "");

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const target = request.url ?? "/";
    const inbox = inboxes.get(target.split("/")[1]?.split("?")[0] ?? "");
    if (inbox === undefined) return void response.writeHead(404).end();
    const arrival: Arrival = {
      url: `${base}${target}`,
      method: request.method ?? "",
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: Buffer.concat(chunks).toString(),
      at: Date.now(),
    };
    inbox.arrivals.push(arrival);
    const { status, headers, body } = await inbox.choose(inbox.arrivals.length - 1, arrival);
    response.writeHead(status, headers).end(body);
  }

  return {
    openInbox() {
      const id = randomUUID();
      const inbox: InboxState = { arrivals: [], choose: () => ({ status: 200 }) };
      inboxes.set(id, inbox);
      return toInbox(`${base}/${id}`, inbox, options.deadlineMs);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function toInbox(url: string, state: InboxState, deadlineMs: number): Inbox {
  return {
    url,
    arrivals: state.arrivals,
    answer: (choose) => {
      state.choose = choose;
    },
    received: (count) =>
      waitFor(
        `${count} arrivals, there are ${state.arrivals.length}`,
        () => state.arrivals.length >= count && state.arrivals,
        deadlineMs,
      ),
  };
}
