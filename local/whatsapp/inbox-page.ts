import type { LocalRequest, LocalResponse } from "../http-service.ts";
import type { Inbox, InboxMessage } from "./inbox.ts";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; }
body { margin: 0 auto; padding: 12px; max-width: 560px; }
h1 { font-size: 1.1rem; }
a { color: inherit; overflow-wrap: anywhere; }
ul, ol { list-style: none; margin: 0; padding: 0; }
.phones a { display: block; padding: 14px 4px; border-bottom: 1px solid #8884; text-decoration: none; }
.phones small, .bubble small { display: block; opacity: .65; }
.bubble { margin: 8px 0; padding: 10px 12px; border-radius: 12px; width: fit-content; max-width: 85%;
  background: #8882; white-space: pre-wrap; overflow-wrap: anywhere; }
.in { margin-left: auto; background: #25d36633; }
.failed { outline: 2px solid #d33; }
button, input, .button { font: inherit; min-height: 44px; padding: 0 14px; border-radius: 10px; border: 1px solid #8886; }
.button { display: inline-flex; align-items: center; margin-top: 8px; }
.write { position: sticky; bottom: 0; display: flex; gap: 8px; padding: 8px 0; background: Canvas; }
.write input { flex: 1; min-width: 0; }
`;

/** Pages of the inbox, for the eyes of whoever plays the customer; undefined for other paths. */
export function answerInboxPage(request: LocalRequest, inbox: Inbox): LocalResponse | undefined {
  if (request.method !== "GET") return undefined;
  if (request.path === "/") return html("WhatsApp inboxes", phoneList(inbox));
  const [, phone, isJson] = /^\/inbox\/(\d{1,15})(\.json)?$/.exec(request.path) ?? [];
  if (phone === undefined) return undefined;
  const messages = inbox.of(phone);
  if (isJson !== undefined) return { status: 200, body: messages };
  return html(`+${phone}`, conversation(phone, messages));
}

function phoneList(inbox: Inbox): string {
  const latest = new Map<string, InboxMessage>();
  for (const message of inbox.all()) latest.set(message.phone, message);
  if (latest.size === 0) return "<p>No message has been sent yet.</p>";
  const entries = [...latest.values()]
    .toSorted((left, right) => right.at.localeCompare(left.at))
    .map(
      ({ phone, text, at }) =>
        `<li><a href="/inbox/${phone}">+${phone}<small>${escapeHtml(text.slice(0, 90))} · ${timeOf(at)}</small></a></li>`,
    );
  return `<ul class="phones">${entries.join("")}</ul>`;
}

function conversation(phone: string, messages: InboxMessage[]): string {
  const bubbles = messages.map((message) => bubble(phone, message)).join("");
  return `<p><a href="/">All inboxes</a> · <a href="/inbox/${phone}">Reload</a></p>
<ol>${bubbles || "<li>No message yet.</li>"}</ol>
<form class="write" method="post" action="/_inbound">
<input type="hidden" name="from" value="${phone}"><input type="hidden" name="back" value="/inbox/${phone}">
<input name="text" aria-label="Message from this customer" placeholder="Answer as this customer" required autocomplete="off">
<button>Send</button></form>`;
}

function bubble(phone: string, message: InboxMessage): string {
  const failure = message.errorCode === undefined ? "" : ` ${message.errorCode}`;
  const state = message.direction === "out" ? ` · ${message.status}${failure}` : "";
  const buttons = message.buttons.map((button) =>
    button.url === undefined
      ? replyForm(phone, message.id, button)
      : `<a class="button" href="${escapeHtml(safeUrl(button.url))}">${escapeHtml(button.text)}</a>`,
  );
  return `<li class="bubble ${message.direction} ${message.status}">${linkify(message.text)}<small>${timeOf(message.at)}${state}</small>${buttons.join("")}</li>`;
}

function replyForm(
  phone: string,
  messageId: string,
  button: InboxMessage["buttons"][number],
): string {
  const fields = {
    from: phone,
    back: `/inbox/${phone}`,
    context: messageId,
    text: button.text,
    replyId: button.replyId ?? button.text,
  };
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="/_inbound">${inputs.join("")}<button class="button">${escapeHtml(button.text)}</button></form>`;
}

function html(title: string, body: string): LocalResponse {
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`,
  };
}

function linkify(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) =>
      at % 2 === 0 ? escapeHtml(part) : `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>`,
    )
    .join("");
}

/** A button's address comes from the sender; only the web is linked. */
function safeUrl(url: string): string {
  return /^https?:\/\//.test(url) ? url : "#";
}

function timeOf(isoTime: string): string {
  return isoTime.slice(0, 16).replace("T", " ");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
