import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OpenAiOptions, startOpenAi } from "#local/openai/start-openai.ts";
import type { replyScript } from "#local/openai/reply-script.ts";
import type * as z from "zod";

export type OpenAiService = {
  apiKey: string;
  baseUrl: string;
  model: string;
  close(): Promise<void>;
};

/** The real service when its key is in the environment, otherwise the stand-in. */
export async function openOpenAiService(): Promise<OpenAiService> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL, OPENAI_MODEL } = process.env;
  const model = OPENAI_MODEL ?? "gpt-5-mini";
  if (apiKey) {
    const baseUrl = OPENAI_BASE_URL ?? "https://api.openai.com/v1";
    return { apiKey, baseUrl, model, close: () => Promise.resolve() };
  }
  return openScriptedModel();
}

type Script = z.input<typeof replyScript>;

export type ScriptedModel = OpenAiService & {
  standIn: Awaited<ReturnType<typeof startOpenAi>>;
  setScript(script: Script): Promise<void>;
  calls(): Promise<{ count: number; tokens: number; calls: { path: string; reply: string }[] }>;
};

/** The stand-in in a folder of its own, and its control addresses. */
export async function openScriptedModel(
  options: Partial<OpenAiOptions> = {},
): Promise<ScriptedModel> {
  const dataDir = await mkdtemp(join(tmpdir(), "openai-"));
  const standIn = await startOpenAi({ port: 0, dataDir, log: () => undefined, ...options });
  const { OPENAI_API_KEY: apiKey = "", OPENAI_BASE_URL: baseUrl = "" } = standIn.env;
  return {
    standIn,
    apiKey,
    baseUrl,
    model: "gpt-5-mini",
    async setScript(script) {
      const body = JSON.stringify(script);
      const answer = await fetch(`${standIn.url}/_script`, { method: "PUT", body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async calls() {
      const answer = await fetch(`${standIn.url}/_calls`);
      // The stand-in answers with exactly this form.
      return (await answer.json()) as Awaited<ReturnType<ScriptedModel["calls"]>>;
    },
    async close() {
      await standIn.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
