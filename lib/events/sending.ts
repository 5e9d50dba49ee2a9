import { problemId, STATUS_OF_CODE, type ErrorCode } from "../errors.ts";
import { CATALOGUE } from "./catalogue/catalogue.ts";
import { EXTERNAL_EVENT_TYPES, EXTERNAL_EVENTS } from "./external-events.ts";

/** Where other systems send their events. */
export const EVENT_DOOR_PATH = "/api/v1/events";

/** What each problem of the event door means and what its sender can do about it. */
const PROBLEMS: readonly (readonly [ErrorCode, string])[] = [
  ["BAD_REQUEST", "The body is not JSON, or not UTF-8."],
  ["UNAUTHORIZED", "There is no key, or it is unknown, revoked or past its end."],
  ["FORBIDDEN", "The key is for another type or seller, or nobody else can say this."],
  ["METHOD_NOT_ALLOWED", "Events are sent by POST."],
  ["CONFLICT", "The eventId belongs to another event. A new event needs a new id."],
  ["PAYLOAD_TOO_LARGE", "The body is over 64 KiB."],
  ["UNSUPPORTED_MEDIA_TYPE", "The body is not said to be application/json."],
  [
    "INVALID",
    "Fields are wrong: errors names each by its JSON pointer, in the body as it was sent.",
  ],
  [
    "TOO_MANY_REQUESTS",
    "Wait as many seconds as Retry-After says. RateLimit says how many are left.",
  ],
  ["UNAVAILABLE", "Send the same event again after Retry-After: nothing of it was kept."],
  ["INTERNAL", "Our fault. Send the same event again later: nothing of it was kept."],
];

/** How to send events, as a part of the page on them. */
export function sendingSection(): string {
  return `<section aria-labelledby="sending">
<h2 id="sending">Sending</h2>
<p>A system with a key may bring parts of a product: <code>POST ${EVENT_DOOR_PATH}</code> with
<code>Authorization: Bearer lh_…</code> and one event as <code>application/json</code>, at most 64 KiB,
in the envelope of this page. The shop's operator makes keys, for a topic or one type of it and for
one seller or all.</p>
<div class="wide"><table>
<thead><tr><th scope="col">Type</th><th scope="col">Scope</th><th scope="col">What becomes of it</th></tr></thead>
<tbody>${EXTERNAL_EVENT_TYPES.map(typeRow).join("")}</tbody>
</table></div>
<p>A new event is answered with 202, the same again with 200 and <code>"status": "duplicate"</code>, so
that sending again is always safe: <code>eventId</code> says what the same is. Give it a random UUID;
version 5 is for the events that the shop makes. <code>outcome</code> is <code>merged</code>, or
<code>outranked</code> where the shop held the same or a better part. An event of any other type but
<code>seller.erased</code> is taken from a key with its scope too, in the older forms as well; its
outcome is <code>noted</code>: the log keeps what you told, and nothing else changes, since facts of
those types are made here. The price is in major units of the
shop's currency. A picture must be served over https by a host that the operator allows.</p>
<h3 id="problems">Problems</h3>
<p>What cannot be taken leaves nothing behind. The answer is <code>application/problem+json</code>
with a <code>correlationId</code> to quote when you ask us about it.</p>
<div class="wide"><table>
<thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">Means</th></tr></thead>
<tbody>${PROBLEMS.map(problemRow).join("")}</tbody>
</table></div>
</section>`;
}

function typeRow(type: (typeof EXTERNAL_EVENT_TYPES)[number]): string {
  const { topic } = CATALOGUE[type];
  return `<tr><th scope="row"><a href="#${type}">${type}</a></th><td><code>${topic}</code> or <code>${topic}:${type}</code></td><td>${EXTERNAL_EVENTS[type]}</td></tr>`;
}

function problemRow([code, meaning]: readonly [ErrorCode, string]): string {
  return `<tr id="${problemId(code)}"><td>${STATUS_OF_CODE[code]}</td><th scope="row"><code>${code}</code></th><td>${meaning}</td></tr>`;
}
