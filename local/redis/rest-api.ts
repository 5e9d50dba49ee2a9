import type { LocalRequest, LocalResponse } from "../http-service.ts";
import type { LocalLog } from "../stand-in.ts";
import type { Command, RespConnection } from "./resp-connection.ts";
import type { Reply } from "./resp-parser.ts";
import { commandOfPath, findRefusal, restCommand, restCommands } from "./rest-command.ts";
import { type RestReply, toRestReply } from "./rest-reply.ts";
import { streamSubscription } from "./rest-subscribe.ts";
import type { ScriptBook } from "./script-book.ts";

const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
const SYNC_TOKEN = "stand-in";

export type RestApi = {
  token: string;
  engine: RespConnection;
  scripts: ScriptBook;
  log: LocalLog;
  /** A connection of its own, for a subscription. */
  connect: () => Promise<RespConnection>;
  isOut: () => boolean;
};

/** Redis commands over HTTP, as the service answers them. */
export async function answerRest(request: LocalRequest, api: RestApi): Promise<LocalResponse> {
  const refusal = findRequestRefusal(request, api.token);
  if (refusal) {
    api.log("refused", { path: routeOf(request.path), status: refusal.status });
    return refusal;
  }
  const encoding = request.headers["upstash-encoding"] === "base64" ? "base64" : "utf8";
  switch (request.path) {
    case "/pipeline":
      return runPipeline(request, api, encoding);
    case "/multi-exec":
      return runTransaction(request, api, encoding);
    default:
  }
  const [, verb, ...names] = request.path.split("/");
  if ((verb === "subscribe" || verb === "psubscribe") && names.length > 0) {
    return streamSubscription({ verb, names: names.map(decodeURIComponent) }, api);
  }
  const isBodyCommand = request.path === "/" || request.path === "";
  const command = isBodyCommand
    ? restCommand.safeParse(parseJson(request.body)).data
    : commandOfPath(request.path, request.query, request.body);
  if (command === undefined) return failed(400, "ERR failed to parse command");
  const reply = await runOne(command, api, encoding);
  return succeeded("error" in reply ? 400 : 200, reply);
}

function findRequestRefusal(request: LocalRequest, token: string): LocalResponse | undefined {
  if (!["GET", "HEAD", "POST", "PUT"].includes(request.method)) {
    return failed(405, "ERR method not allowed");
  }
  const given = request.headers.authorization ?? `Bearer ${request.query.get("_token") ?? ""}`;
  if (given !== `Bearer ${token}`) return failed(401, "WRONGPASS invalid or missing auth token");
  const needsBody = ["/pipeline", "/multi-exec"].includes(request.path);
  if (needsBody && !["POST", "PUT"].includes(request.method)) {
    return failed(405, "ERR method not allowed");
  }
  if (request.body.length > MAX_REQUEST_BYTES) {
    return failed(
      400,
      `ERR max request size exceeded. Limit: ${MAX_REQUEST_BYTES} bytes, Actual: ${request.body.length} bytes`,
    );
  }
  return undefined;
}

async function runOne(
  command: Command,
  api: RestApi,
  encoding: BufferEncoding,
): Promise<RestReply> {
  const [reply] = await runAll([command], api);
  if (reply === undefined) throw new Error("no reply");
  api.log("command", { name: nameOf(command), ok: reply.kind !== "error" });
  return toRestReply(reply, encoding);
}

async function runPipeline(
  request: LocalRequest,
  api: RestApi,
  encoding: BufferEncoding,
): Promise<LocalResponse> {
  const commands = restCommands.safeParse(parseJson(request.body)).data;
  if (commands === undefined) return failed(400, "ERR failed to parse pipeline request");
  const replies = await runAll(commands, api);
  api.log("pipeline", { names: commands.map(nameOf).join(" ") });
  return succeeded(
    200,
    replies.map((reply) => toRestReply(reply, encoding)),
  );
}

async function runTransaction(
  request: LocalRequest,
  api: RestApi,
  encoding: BufferEncoding,
): Promise<LocalResponse> {
  const commands = restCommands.safeParse(parseJson(request.body)).data;
  if (commands === undefined) return failed(400, "ERR failed to parse multi-exec request");
  const refusal = commands.map(findRefusal).find((text) => text !== undefined);
  if (refusal !== undefined) return failed(400, refusal);
  const rewritten = commands.map((command) => api.scripts.rewrite(command));
  const replies = await api.engine.callAll([
    ["MULTI"],
    ...rewritten.map(({ command }) => command),
    ["EXEC"],
  ]);
  api.log("multi-exec", { names: commands.map(nameOf).join(" ") });
  const done = replies.at(-1);
  if (done?.kind !== "array" || done.items === null) {
    const cause = replies.find((reply) => reply.kind === "error");
    return failed(400, cause?.text ?? "EXECABORT Transaction discarded");
  }
  const results = done.items.map((reply, at) => rewritten[at]?.amend?.(reply) ?? reply);
  return succeeded(
    200,
    results.map((reply) => toRestReply(reply, encoding)),
  );
}

/** Runs what may be run; the others get their refusal as a reply in their place. */
async function runAll(commands: Command[], api: RestApi): Promise<Reply[]> {
  const planned = commands.map((command) => {
    const text = findRefusal(command.map(String));
    return text === undefined ? api.scripts.rewrite(command) : { refusal: text };
  });
  const allowed = planned.flatMap((plan) => ("command" in plan ? [plan.command] : []));
  const replies = (await api.engine.callAll(allowed)).values();
  return planned.map((plan): Reply => {
    if ("refusal" in plan) return { kind: "error", text: plan.refusal };
    const reply = replies.next().value;
    if (reply === undefined) throw new Error("no reply");
    return plan.amend?.(reply) ?? reply;
  });
}

function succeeded(status: number, body: unknown): LocalResponse {
  return { status, headers: { "upstash-sync-token": SYNC_TOKEN }, body };
}

function failed(status: number, error: string): LocalResponse {
  return { status, body: { error } };
}

function nameOf(command: Command): string {
  return (command[0] ?? "").toString().toUpperCase().slice(0, 30);
}

/** Only the first part: what follows in a path are keys and values. */
function routeOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
