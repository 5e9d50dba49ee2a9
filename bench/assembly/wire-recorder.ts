import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** One statement as a client sent it: its text, and its parameters as text where there are any. */
export type SentStatement = { sql: string; parameters: (string | null)[] };

export type WireRecorder = {
  /** The database's URL through the recorder. */
  url: string;
  /** What was sent since the last call, in order. */
  take(): SentStatement[];
  close(): void;
};

/** Stands between a client and Postgres and writes down every statement that goes over the wire. */
export async function startWireRecorder(databaseUrl: string): Promise<WireRecorder> {
  const target = new URL(databaseUrl);
  const sent: SentStatement[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const reader = new FrontendReader((statement) => sent.push(statement));
    client.on("data", (chunk: Buffer) => reader.read(chunk));
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  // A server that listens on TCP has an address with a port.
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    take: () => sent.splice(0),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;

/** Reads one client's side of the Postgres protocol 3: statements by name, and what they are called with. */
class FrontendReader {
  readonly #onStatement: (statement: SentStatement) => void;
  readonly #named = new Map<string, string>();
  #rest: Buffer = Buffer.alloc(0);
  #started = false;

  constructor(onStatement: (statement: SentStatement) => void) {
    this.#onStatement = onStatement;
  }

  read(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      // The first message of a connection has no type.
      const typeBytes = this.#started ? TYPE_BYTES : 0;
      if (this.#rest.length < typeBytes + LENGTH_BYTES) return;
      const end = typeBytes + this.#rest.readInt32BE(typeBytes);
      if (this.#rest.length < end) return;
      const body = new MessageBody(this.#rest.subarray(typeBytes + LENGTH_BYTES, end));
      if (this.#started) this.#take(String.fromCharCode(this.#rest.readUInt8(0)), body);
      this.#started = true;
      this.#rest = this.#rest.subarray(end);
    }
  }

  #take(type: string, body: MessageBody): void {
    if (type === "Q") this.#onStatement({ sql: body.text(), parameters: [] });
    if (type === "P") this.#named.set(body.text(), body.text());
    if (type !== "B") return;
    body.text();
    const sql = this.#named.get(body.text()) ?? "";
    this.#onStatement({ sql, parameters: body.parameters() });
  }
}

class MessageBody {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.#bytes.toString("utf8", this.#at, end);
    this.#at = end + 1;
    return text;
  }

  parameters(): (string | null)[] {
    const formats = this.#short();
    for (let format = 0; format < formats; format += 1)
      if (this.#short() !== 0) throw new Error("a parameter was sent in binary form");
    return Array.from({ length: this.#short() }, () => this.#value());
  }

  #value(): string | null {
    const length = this.#bytes.readInt32BE(this.#at);
    this.#at += 4;
    if (length < 0) return null;
    this.#at += length;
    return this.#bytes.toString("utf8", this.#at - length, this.#at);
  }

  #short(): number {
    this.#at += 2;
    return this.#bytes.readInt16BE(this.#at - 2);
  }
}
