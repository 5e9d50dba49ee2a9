import { ApifyApiError, ApifyClient } from "apify-client";
import * as z from "zod";
import { describeError } from "../errors.ts";
import {
  type Scraper,
  ScraperError,
  type ScraperRunState,
  type StartScraperRun,
} from "../ingestion/scraper.ts";
import { retry } from "../retry.ts";

export type ApifyConfig = {
  token: string;
  baseUrl: string;
  actorId: string;
  webhookSecret: string;
  /** Where a finished run is announced; our run's id is added as `?runId=`. */
  webhookUrl: string;
  /** Secret that lets a call through to a deployment that is not public. */
  protectionBypass: string | null;
};

const TIMEOUT_SECONDS = 20;
const READ_BUDGET_MS = 60_000;
const START_BUDGET_MS = 30_000;
const RUN_TIMEOUT_SECONDS = 20 * 60;

/** Opens the TikTok scraper at Apify. Every failure is a `ScraperError`. */
export function openScraper(config: ApifyConfig): Scraper {
  const client = openClient(config);
  const read = <Answer>(what: string, call: () => Promise<Answer>) =>
    asScraperError(what, () => retry(call, { budgetMs: READ_BUDGET_MS, isPassing: isRetryable }));
  return {
    startRun: (request) =>
      asScraperError("start a run", async () => {
        const actor = client.actor(config.actorId);
        const start = () => actor.start(inputOf(request), optionsOf(request, config));
        const run = await retry(start, { budgetMs: START_BUDGET_MS, isPassing: isNothingStarted });
        return { scraperRunId: run.id, datasetId: run.defaultDatasetId };
      }),
    findRun: (scraperRunId) =>
      read("look at a run", async () => {
        const run = await client.run(scraperRunId).get();
        if (run === undefined) return undefined;
        return {
          scraperRunId: run.id,
          datasetId: run.defaultDatasetId,
          state: stateOf(run.status),
        };
      }),
    readPage: (datasetId, { offset, limit }) =>
      read("read a dataset", async () => {
        const page = await client.dataset<Record<string, unknown>>(datasetId).listItems({
          offset,
          limit,
        });
        return { items: page.items, total: page.total };
      }),
    abort: (scraperRunId) =>
      read("abort a run", async () => {
        await client.run(scraperRunId).abort();
      }),
  };
}

function openClient({ token, baseUrl }: ApifyConfig): ApifyClient {
  // Its own retries know neither a budget nor which call must not be repeated.
  const client = new ApifyClient({ token, baseUrl, timeoutSecs: TIMEOUT_SECONDS, maxRetries: 0 });
  // The SDK would write its warnings to the console past our log.
  client.logger.setLevel(client.logger.LEVELS.OFF);
  return client;
}

function inputOf({ handles, since, resultsPerProfile, withoutMedia = false }: StartScraperRun) {
  return {
    profiles: handles,
    resultsPerPage: resultsPerProfile,
    profileScrapeSections: ["videos"],
    profileSorting: "latest",
    excludePinnedPosts: false,
    ...(since === null ? {} : { oldestPostDateUnified: since.toISOString().slice(0, 10) }),
    shouldDownloadVideos: !withoutMedia,
    shouldDownloadCovers: false,
    shouldDownloadSubtitles: false,
    shouldDownloadSlideshowImages: !withoutMedia,
    proxyCountryCode: "None",
  };
}

function optionsOf(
  { handles, resultsPerProfile, runId }: StartScraperRun,
  { webhookUrl, webhookSecret, protectionBypass }: ApifyConfig,
) {
  const requestUrl = new URL(webhookUrl);
  requestUrl.searchParams.set("runId", runId);
  return {
    timeout: RUN_TIMEOUT_SECONDS,
    maxItems: handles.length * (resultsPerProfile + 1),
    webhooks: [
      {
        eventTypes: [
          "ACTOR.RUN.SUCCEEDED",
          "ACTOR.RUN.FAILED",
          "ACTOR.RUN.TIMED_OUT",
          "ACTOR.RUN.ABORTED",
        ] as const,
        requestUrl: requestUrl.href,
        headersTemplate: JSON.stringify({
          "x-webhook-secret": webhookSecret,
          ...(protectionBypass === null ? {} : { "x-vercel-protection-bypass": protectionBypass }),
        }),
        idempotencyKey: runId,
      },
    ],
  };
}

/** TIMING-OUT and ABORTING still write their last items, so they count as running. */
function stateOf(status: string): ScraperRunState {
  switch (status) {
    case "SUCCEEDED":
      return "succeeded";
    case "FAILED":
      return "failed";
    case "TIMED-OUT":
      return "timed_out";
    case "ABORTED":
      return "aborted";
    default:
      return "running";
  }
}

async function asScraperError<Result>(what: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw new ScraperError(`Apify did not ${what}: ${describeError(error)}`, {
      retryable: isRetryable(error),
      cause: error,
    });
  }
}

/** A start that is repeated after a lost answer is a second run that costs money; one refused here is none. */
function isNothingStarted(error: unknown): boolean {
  if (error instanceof ApifyApiError) return error.statusCode === 429;
  return error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
}

/** Whatever is no answer of the API (a broken line, a timeout) may go well the next time. */
function isRetryable(error: unknown): boolean {
  if (!(error instanceof ApifyApiError)) return true;
  return error.statusCode === 429 || error.statusCode >= 500;
}

const webhookBody = z.looseObject({
  eventData: z.looseObject({ actorRunId: z.string().min(1).max(64) }),
});

export type ApifyWebhook = { scraperRunId: string; runId: string | undefined };

/**
 * Which runs a notification is about; undefined if it is none. Its body is only a hint: the state
 * of the run is read from Apify.
 */
export function readApifyWebhook({
  url,
  body,
}: {
  url: string;
  body: unknown;
}): ApifyWebhook | undefined {
  const parsed = webhookBody.safeParse(body);
  if (!parsed.success) return undefined;
  return {
    scraperRunId: parsed.data.eventData.actorRunId,
    runId: new URL(url).searchParams.get("runId") ?? undefined,
  };
}
