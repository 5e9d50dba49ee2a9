import type { DeadLetters } from "./dead-letters.ts";
import type { EventLog, MessageEvent } from "./event-log.ts";
import type { Store } from "./store.ts";

const SHOWN = 50;

type PagePorts = { store: Store; events: EventLog; deadLetters: DeadLetters };

/** What happened lately, for people: no bodies, no headers. */
export function renderStatusPage({ store, events, deadLetters }: PagePorts): string {
  const attempts = endedAttempts(events);
  const letters = deadLetters.newestFirst();
  const groups = [...store.urlGroups.values()];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>QStash stand-in</title>
<style>
  :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 88rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid #8884; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; }
  div { overflow-x: auto; }
  td:first-child { white-space: nowrap; }
</style>
<h1>QStash stand-in</h1>
<p>Waiting messages: ${store.messages.size} · dead letters: ${letters.length} · queues: ${store.queues.size}
· schedules: ${store.schedules.size}. Times are UTC; reload to see the newest.</p>
<h2>Last deliveries</h2>
${table(["time", "result", "status", "attempt", "destination", "message"], attempts.slice(0, SHOWN).map(attemptRow))}
<h2>Dead letters</h2>
${table(
  ["failed", "status", "destination", "dead letter", "message"],
  letters
    .slice(0, SHOWN)
    .map(({ dlqId, failedAt, message, response }) => [
      clockTime(failedAt),
      response.error ?? String(response.status),
      message.url,
      dlqId,
      message.messageId,
    ]),
)}
<h2>URL groups</h2>
${table(
  ["group", "endpoint", "url"],
  groups.flatMap(({ name, endpoints }) =>
    endpoints.map((endpoint) => [name, endpoint.name ?? "", endpoint.url]),
  ),
)}
</html>
`;
}

/** One event per attempt, newest first: of a last attempt its failure, not also its error. */
function endedAttempts(events: EventLog): MessageEvent[] {
  const newest = events.newestFirst();
  const failed = new Map<string, number>();
  for (const { state, message } of newest) {
    if (state === "FAILED") failed.set(message.messageId, message.retried);
  }
  return newest.filter(({ state, message }) => {
    if (state === "ERROR") return failed.get(message.messageId) !== message.retried;
    return state === "DELIVERED" || state === "FAILED";
  });
}

function attemptRow({ time, state, message, response }: MessageEvent): string[] {
  return [
    clockTime(time),
    state,
    response?.error ?? String(response?.status ?? ""),
    `${message.retried + 1} of ${message.maxRetries + 1}`,
    message.url,
    message.messageId,
  ];
}

function table(heads: string[], rows: string[][]): string {
  if (rows.length === 0) return "<p>None.</p>";
  const cells = (tag: string, values: string[]): string =>
    `<tr>${values.map((value) => `<${tag}>${escapeHtml(value)}</${tag}>`).join("")}</tr>`;
  const body = rows.map((row) => cells("td", row)).join("\n");
  return `<div><table>\n<thead>${cells("th", heads)}</thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`;
}

function clockTime(time: number): string {
  return new Date(time).toISOString().slice(0, 23).replace("T", " ");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
