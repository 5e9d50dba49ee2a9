import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { secretsMatch } from "./secrets.ts";

/** What a task of the clock reports: counts and ids, nothing personal. */
export type TaskReport = Record<string, string | number | boolean>;

export type CronTasks = Readonly<Record<string, () => Promise<TaskReport>>>;

/** The only way in for the clock: the bearer of the secret may run a task, by GET as Vercel calls it or by POST. */
export async function openCronDoor(
  request: Request,
  config: { task: string; tasks: CronTasks; cronSecret: string; log: Log },
): Promise<Response> {
  const { log } = config;
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!secretsMatch(given, config.cronSecret)) {
    log.warn("cron.refused", { task: config.task.slice(0, 64) });
    return Response.json({ error: "unauthorized" }, { status: 401 });
  }
  const run = Object.hasOwn(config.tasks, config.task) ? config.tasks[config.task] : undefined;
  if (run === undefined) return Response.json({ error: "unknown task" }, { status: 404 });
  const startedAt = performance.now();
  try {
    const report = await run();
    log.info("cron.done", {
      task: config.task,
      duration_ms: Math.round(performance.now() - startedAt),
      ...report,
    });
    return Response.json(report);
  } catch (error) {
    log.error("cron.failed", { task: config.task, error: describeError(error) });
    return Response.json({ error: "failed; see the log" }, { status: 500 });
  }
}
