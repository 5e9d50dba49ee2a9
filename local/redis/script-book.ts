import { createHash } from "node:crypto";
import type { Command } from "./resp-connection.ts";
import type { Reply } from "./resp-parser.ts";

type Rewritten = {
  command: Command;
  /** Completes the engine's answer with what only this book knows. */
  amend?: (reply: Reply) => Reply;
};

/**
 * Lets scripts with the service's own flag run on a stock engine, which rejects that first line.
 * They are known by the SHA of the text that the client sent, as on the service.
 */
export class ScriptBook {
  readonly #stripped = new Map<string, string>();

  rewrite(command: Command): Rewritten {
    const [name = "", first = "", ...rest] = command;
    const text = first.toString();
    switch (name.toString().toUpperCase()) {
      case "EVAL":
      case "EVAL_RO":
        return { command: [name, this.#learn(text), ...rest] };
      case "EVALSHA":
        return { command: this.#bySha(["EVALSHA", "EVAL"], text, rest) };
      case "EVALSHA_RO":
        return { command: this.#bySha(["EVALSHA_RO", "EVAL_RO"], text, rest) };
      case "SCRIPT":
        return this.#rewriteScript(command, text.toUpperCase());
      default:
        return { command };
    }
  }

  #rewriteScript(command: Command, verb: string): Rewritten {
    const wanted = command.slice(2).map(String);
    if (verb === "LOAD" && wanted[0] !== undefined) {
      const text = wanted[0];
      if (this.#learn(text) !== text) return { command: ["ECHO", shaOf(text)] };
    }
    if (verb === "FLUSH") this.#stripped.clear();
    if (verb !== "EXISTS") return { command };
    return {
      command,
      amend: (reply) => {
        if (reply.kind !== "array" || reply.items === null) return reply;
        const items = reply.items.map((item, at): Reply => {
          const isKnown = this.#stripped.has((wanted[at] ?? "").toLowerCase());
          return isKnown ? { kind: "integer", value: 1 } : item;
        });
        return { kind: "array", items };
      },
    };
  }

  #bySha(names: [string, string], sha: string, rest: Command): Command {
    const text = this.#stripped.get(sha.toLowerCase());
    return text === undefined ? [names[0], sha, ...rest] : [names[1], text, ...rest];
  }

  /** The text that the engine can run; remembered when it is not the one that was sent. */
  #learn(text: string): string {
    const [, flags] = /^#!lua\s+(.*)/.exec(text) ?? [];
    if (!flags?.includes("allow-key-locking")) return text;
    const stripped = text.slice(text.indexOf("\n") + 1);
    this.#stripped.set(shaOf(text), stripped);
    return stripped;
  }
}

function shaOf(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
