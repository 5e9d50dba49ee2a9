import { createConnection, type Socket } from "node:net";
import { type Reply, RespParser } from "./resp-parser.ts";

export type Command = (string | Buffer)[];

type Waiting = { resolve: (reply: Reply) => void; reject: (error: Error) => void };

/** One connection to the engine. Replies come back in the order of the commands. */
export class RespConnection {
  readonly #socket: Socket;
  readonly #waiting: Waiting[] = [];
  #failure: Error | undefined;
  /** Called with what the engine sends unasked, once the connection is subscribed. */
  onPush: ((reply: Reply) => void) | undefined;
  onClose: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const parser = new RespParser();
    socket.on("data", (chunk: Buffer) => {
      for (const reply of parser.push(chunk)) this.#deliver(reply);
    });
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => {
      this.#fail(new Error("the engine closed the connection"));
      this.onClose?.();
    });
  }

  static open(socketPath: string): Promise<RespConnection> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(socketPath);
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new RespConnection(socket));
      });
    });
  }

  async call(command: Command): Promise<Reply> {
    const [reply] = await this.callAll([command]);
    if (reply === undefined) throw new Error("no reply");
    return reply;
  }

  /** Sends the commands with nothing between them, so that MULTI and EXEC stay together. */
  callAll(commands: Command[]): Promise<Reply[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    const replies = commands.map(
      () =>
        new Promise<Reply>((resolve, reject) => {
          this.#waiting.push({ resolve, reject });
        }),
    );
    this.#socket.write(Buffer.concat(commands.map(encode)));
    return Promise.all(replies);
  }

  /** Sends a command whose replies all go to `onPush`. */
  start(command: Command): void {
    this.#socket.write(encode(command));
  }

  close(): void {
    this.#socket.destroy();
  }

  #deliver(reply: Reply): void {
    if (this.onPush) this.onPush(reply);
    else this.#waiting.shift()?.resolve(reply);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }
}

function encode(command: Command): Buffer {
  const parts: Buffer[] = [Buffer.from(`*${command.length}\r\n`)];
  for (const argument of command) {
    const bytes = Buffer.isBuffer(argument) ? argument : Buffer.from(argument);
    parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from("\r\n"));
  }
  return Buffer.concat(parts);
}
