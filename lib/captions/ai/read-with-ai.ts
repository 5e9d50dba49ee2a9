import type { Database, Transaction } from "#db/client.ts";
import { contentHash } from "#lib/ids.ts";
import type { Log } from "#lib/log.ts";
import type { CaptionReading } from "../caption-reading.ts";
import { aiAnswer, type AiAnswer } from "./ai-answer.ts";
import { admitCall, recordCall } from "./breaker.ts";
import type { AiReader, CallFailure, ModelReply, Prompt } from "./caption-model.ts";
import {
  claimQuestion,
  findKeptAnswer,
  keepAnswer,
  type KeptAnswer,
  type Question,
  releaseQuestion,
} from "./kept-answers.ts";
import { type MergedReading, mergeReading } from "./merge-reading.ts";
import {
  holdsCanary,
  PROMPT_VERSION,
  type ReadingInput,
  toPrompt,
  type VideoWords,
} from "./prompt.ts";
import { nameAnswer, nameFailure } from "./name-outcome.ts";
import { type Reservation, reserveTokens, settleTokens } from "./token-budget.ts";

const BREAKER = "openai";

/** Why the rules' reading stands: `busy` is another delivery asking the same right now. */
export type RulesReason =
  "off" | "open" | "budget" | "busy" | "refused" | "cut" | "invalid" | "error";

export type AiReading = ({ kind: "ai" } & MergedReading) | { kind: "rules"; why: RulesReason };

export type ReadWithAiRequest = {
  video: {
    sellerId: string;
    videoId: string;
    caption: string;
    country: string;
    hashtags: readonly string[];
  };
  rules: CaptionReading;
  /** Words said in the video or read off its pictures. */
  words?: readonly VideoWords[];
  /** Small frames as data URLs. */
  images?: readonly string[];
};

export type AiPorts = { db: Database; ai: AiReader | null; log: Log };

/**
 * Lets the model read a caption beside the rules. What it once said to an input is never paid for
 * again; without an account, with the breaker open or the budget gone the rules stand.
 */
export async function readWithAi(request: ReadWithAiRequest, ports: AiPorts): Promise<AiReading> {
  const { ai } = ports;
  if (ai === null) return { kind: "rules", why: "off" };
  const startedAt = performance.now();
  const { video, rules, words = [], images = [] } = request;
  const { caption, country, hashtags } = video;
  const input: ReadingInput = { caption, country, hashtags, words, images, rules };
  const { finding, ...cost } = await ask(
    { prompt: toPrompt(input), sellerId: video.sellerId },
    { ...ports, ai },
  );
  const result = toResult(input, finding);
  ports.log.info("ai.read", {
    seller_id: video.sellerId,
    video_id: video.videoId,
    outcome: cost.reason === undefined ? result.outcome : nameFailure(cost.reason),
    ...cost,
    model: ai.model.name,
    prompt_version: PROMPT_VERSION,
    duration_ms: Math.round(performance.now() - startedAt),
  });
  return result.reading;
}

/** What the finding makes of the reading, and its name for the log. */
function toResult(input: ReadingInput, finding: Finding): { reading: AiReading; outcome: string } {
  if (finding.kind !== "answer")
    return { reading: { kind: "rules", why: finding.kind }, outcome: RULES_OUTCOME[finding.kind] };
  const { answer } = finding;
  const merged = mergeReading(input, answer);
  const outcome = nameAnswer({ input, answer, merged });
  return { reading: { kind: "ai", ...merged }, outcome };
}

const RULES_OUTCOME: Record<Exclude<RulesReason, "off">, string> = {
  open: "breaker_open",
  budget: "budget_gone",
  busy: "busy",
  refused: "refused",
  cut: "truncated",
  invalid: "invalid",
  error: "failed",
};

type Finding = { kind: "answer"; answer: AiAnswer } | { kind: Exclude<RulesReason, "off"> };
type Said = { finding: Finding; paid: boolean; tokens?: number | null; reason?: CallFailure };
type Asked = { prompt: Prompt; sellerId: string };
type Ports = AiPorts & { ai: AiReader };

async function ask(asked: Asked, ports: Ports): Promise<Said> {
  const question: Question = {
    inputHash: contentHash([asked.prompt.user, ...(asked.prompt.images ?? [])].join("\n")),
    model: ports.ai.model.name,
    promptVersion: PROMPT_VERSION,
  };
  const kept = await findKeptAnswer(ports.db, question);
  if (kept !== undefined) return { finding: kept, paid: false };
  const leave = await takeLeave({ ...asked, question }, ports);
  if (leave.kind === "refused") return { finding: { kind: leave.why }, paid: false };
  const reply = await ports.ai.model.ask(asked.prompt);
  return settle({ question, leave, reply: checked(reply) }, ports);
}

type Leave = { kind: "granted"; fence: number; probe: number | null; reservation: Reservation };

class NoLeave extends Error {
  readonly why: "open" | "budget" | "busy";
  constructor(why: "open" | "budget" | "busy") {
    super(why);
    this.why = why;
  }
}

/** All that a call needs, or nothing of it: a claim without budget or a probe without a call would block others. */
async function takeLeave(
  asked: Asked & { question: Question },
  { db, ai }: Ports,
): Promise<Leave | { kind: "refused"; why: NoLeave["why"] }> {
  const take = async (tx: Transaction): Promise<Leave> => {
    const fence = await claimQuestion(tx, asked);
    if (fence === undefined) throw new NoLeave("busy");
    const admission = await admitCall(tx, BREAKER);
    if (admission.kind === "open") throw new NoLeave("open");
    const reservation = await reserveTokens(tx, {
      sellerId: asked.sellerId,
      tokens: ai.model.tokensAtMost(asked.prompt),
      limits: ai.limits,
    });
    if (reservation === null) throw new NoLeave("budget");
    return { kind: "granted", fence, probe: admission.probe, reservation };
  };
  try {
    return await db.transaction(take);
  } catch (error) {
    if (error instanceof NoLeave) return { kind: "refused", why: error.why };
    throw error;
  }
}

/** The answer as the database can hold it; one that repeats its instructions is none. */
function checked(reply: ModelReply): ModelReply {
  if (reply.kind !== "answer") return reply;
  const { tokens } = reply;
  const answer = aiAnswer.parse(storable(reply.answer));
  const { title, price, currency, sizes, product_type: kind, tags } = answer;
  const texts = [title, price?.as_written, currency, kind].map((text) => text ?? "");
  return holdsCanary([...texts, ...sizes, ...tags])
    ? { kind: "invalid", tokens }
    : { kind: "answer", answer, tokens };
}

/** Postgres takes neither NUL nor half a surrogate pair into JSON. */
function storable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
    typeof member === "string" ? member.replaceAll("\0", "").toWellFormed() : member,
  );
}

async function settle(
  { question, leave, reply }: { question: Question; leave: Leave; reply: ModelReply },
  { db, ai, log }: Ports,
): Promise<Said> {
  const failed = reply.kind === "failed";
  await db.transaction(async (tx) => {
    if (failed) await releaseQuestion(tx, { question, fence: leave.fence });
    else await keepAnswer(tx, { question, answer: toKept(reply), tokens: reply.tokens });
    await settleTokens(tx, { reservation: leave.reservation, cost: reply.tokens });
  });
  const change = await recordCall(db, {
    name: BREAKER,
    failed,
    probe: leave.probe,
    limits: ai.limits.breaker,
  });
  if (change === "opened") log.warn("ai.breaker_opened", { breaker: BREAKER });
  if (change === "closed") log.info("ai.breaker_closed", { breaker: BREAKER });
  const { tokens } = reply;
  return reply.kind === "failed"
    ? { finding: { kind: "error" }, paid: tokens !== 0, tokens, reason: reply.reason }
    : { finding: toKept(reply), paid: true, tokens };
}

function toKept(reply: Exclude<ModelReply, { kind: "failed" }>): KeptAnswer {
  return reply.kind === "answer" ? { kind: "answer", answer: reply.answer } : { kind: reply.kind };
}
