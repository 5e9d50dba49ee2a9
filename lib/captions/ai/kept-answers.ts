import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queries, Transaction } from "#db/client.ts";
import { aiAnswer, type AiAnswer } from "./ai-answer.ts";

/** What tells one question to a model from another. */
export type Question = { inputHash: string; model: string; promptVersion: string };

/** What a model has said to a question, for good. */
export type KeptAnswer =
  { kind: "answer"; answer: AiAnswer } | { kind: "refused" | "cut" | "invalid" };

/** Longer than a call may last with everything around it. */
const LEASE_SECONDS = 60;

const keptRow = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("answer"), answer: aiAnswer }),
  z.object({ outcome: z.enum(["refused", "cut", "invalid"]) }),
]);

const matches = ({ inputHash, model, promptVersion }: Question) =>
  sql`input_hash = ${inputHash} and model = ${model} and prompt_version = ${promptVersion}`;

/** Undefined for a question that nobody asked yet, and for one that is being asked. */
export async function findKeptAnswer(
  db: Queries,
  question: Question,
): Promise<KeptAnswer | undefined> {
  const { rows } = await db.orm.execute(
    sql`select outcome, answer from ai_results
      where ${matches(question)} and outcome <> 'reading'`,
  );
  if (rows[0] === undefined) return undefined;
  const row = keptRow.parse(rows[0]);
  return row.outcome === "answer" ? { kind: "answer", answer: row.answer } : { kind: row.outcome };
}

/**
 * Takes the right to pay for a question; undefined while another has it or when it is answered.
 * The number that comes back must be shown to give the claim up.
 */
export async function claimQuestion(
  tx: Transaction,
  { question, sellerId }: { question: Question; sellerId: string },
): Promise<number | undefined> {
  const { inputHash, model, promptVersion } = question;
  const { rows } = await tx.orm.execute<{ fence: number }>(sql`
    insert into ai_results as r
      (input_hash, model, prompt_version, seller_id, outcome, lease_until)
    values (${inputHash}, ${model}, ${promptVersion}, ${sellerId}::uuid, 'reading',
      clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}))
    on conflict (input_hash, model, prompt_version) do update
      set lease_until = excluded.lease_until, fence = r.fence + 1
      where r.outcome = 'reading' and r.lease_until < clock_timestamp()
    returning fence`);
  return rows[0]?.fence;
}

/** Keeps what was paid for, also for a caller whose lease has run out meanwhile. */
export async function keepAnswer(
  tx: Queries,
  kept: { question: Question; answer: KeptAnswer; tokens: number | null },
): Promise<void> {
  const value = kept.answer.kind === "answer" ? JSON.stringify(kept.answer.answer) : null;
  await tx.orm.execute(sql`
    update ai_results
    set outcome = ${kept.answer.kind}::ai_outcome, answer = ${value}::jsonb, tokens = ${kept.tokens}
    where ${matches(kept.question)} and outcome = 'reading'`);
}

/** Lets the next one ask: the service gave nothing that could be kept. */
export async function releaseQuestion(
  tx: Queries,
  { question, fence }: { question: Question; fence: number },
): Promise<void> {
  await tx.orm.execute(sql`
    delete from ai_results
    where ${matches(question)} and outcome = 'reading' and fence = ${fence}`);
}
