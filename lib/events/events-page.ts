import { SUMMARY_OF_TOPIC, typesOf } from "./asyncapi.ts";
import { definitionOf, type EventType } from "./catalogue/catalogue.ts";
import { TOPICS, type Topic } from "./catalogue/topics.ts";
import { exampleEvent } from "./example-event.ts";
import {
  type JsonSchema,
  metadataJsonSchema,
  payloadJsonSchema,
  PERSONAL_COMMENT,
  schemaPath,
} from "./json-schema.ts";
import { knownVersions } from "./known-versions.ts";
import { subscriptionsOf } from "./routing.ts";
import { sendingSection } from "./sending.ts";

/** The catalogue of events as a page for people: HTML that needs neither script nor another request. */
export function eventsPage(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Events</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Events</h1>
<p>What happens in the shop, told to other systems. Every event has the same envelope,
<code>metadata</code> and <code>payload</code>; the tables below show the payload. A later minor
version only adds optional fields, and fields you do not know are safe to pass over.</p>
<p><a href="?format=json">AsyncAPI document</a> · <a href="/api/schemas">JSON Schemas</a></p>
<nav aria-label="Topics"><ul><li><a href="#envelope">Envelope</a></li><li><a href="#sending">Sending</a></li>${TOPICS.map(topicLink).join("")}</ul></nav>
</header>
<main>
<section aria-labelledby="envelope">
<h2 id="envelope">Envelope</h2>
<p>The <code>metadata</code> of every event.</p>
${fieldTable(metadataJsonSchema())}
</section>
${sendingSection()}
${TOPICS.map(topicSection).join("\n")}
</main>
</body>
</html>
`;
}

function topicLink(topic: Topic): string {
  const types = typesOf(topic).map((type) => `<li><a href="#${type}">${escape(type)}</a></li>`);
  return `<li><a href="#${topic}">${escape(topic)}</a><ul>${types.join("")}</ul></li>`;
}

function topicSection(topic: Topic): string {
  return `<section aria-labelledby="${topic}">
<h2 id="${topic}">${escape(topic)}</h2>
<p>${escape(SUMMARY_OF_TOPIC[topic])}</p>
${typesOf(topic).map(eventArticle).join("\n")}
</section>`;
}

function eventArticle(type: EventType): string {
  const definition = definitionOf(type);
  const consumers = subscriptionsOf(type).map(({ consumer }) => consumer);
  const versions = knownVersions(definition)
    .map((version) => `<a href="${schemaPath(type, version)}">${escape(version)}</a>`)
    .join(", ");
  return `<article aria-labelledby="${type}">
<h3 id="${type}">${escape(type)} <small>${escape(definition.name)}</small></h3>
<p>${escape(definition.summary)}</p>
<p class="facts">Schema ${versions} · ${consumers.length > 0 ? `taken by ${escape(consumers.join(", "))}` : "nobody is subscribed"}</p>
${fieldTable(payloadJsonSchema(type, definition.version))}
<details><summary>Example</summary><pre tabindex="0">${escape(JSON.stringify(exampleEvent(type), null, 2))}</pre></details>
</article>`;
}

function fieldTable(schema: JsonSchema): string {
  return `<div class="wide"><table>
<thead><tr><th scope="col">Field</th><th scope="col">Value</th><th scope="col">Notes</th></tr></thead>
<tbody>${fieldRows(schema).join("")}</tbody>
</table></div>`;
}

function fieldRows(schema: JsonSchema, prefix = ""): string[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    if (typeof member === "boolean") return [];
    const field = prefix + key;
    const notes = [
      ...(required.has(key) ? [] : ["optional"]),
      ...(member.$comment === PERSONAL_COMMENT ? ["personal"] : []),
    ];
    const row = `<tr><th scope="row"><code>${escape(field)}</code></th><td>${escape(describe(member))}</td><td>${notes.join(", ")}</td></tr>`;
    return [row, ...fieldRows(member, `${field}.`), ...innerRows(member, field)];
  });
}

function innerRows(schema: JsonSchema, field: string): string[] {
  const { items, additionalProperties } = schema;
  return [
    ...(isSchema(items) ? fieldRows(items, `${field}[].`) : []),
    ...(isSchema(additionalProperties) ? fieldRows(additionalProperties, `${field}.*.`) : []),
  ];
}

const isSchema = (value: unknown): value is JsonSchema =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function describe(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(describe).join(" or ");
  if (schema.enum !== undefined) return schema.enum.map(String).join(" | ");
  const { type = "any value", items } = schema;
  const what = isSchema(items)
    ? `list of ${describe(items)}`
    : (FORMATS[schema.format ?? ""] ?? String(type));
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const bounds = [
    range([minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum], ""),
    range([minLength, maxLength], " characters"),
    range([minItems, maxItems], " items"),
  ];
  return what + bounds.join("");
}

const FORMATS: Record<string, string> = { "date-time": "ISO 8601 time", uuid: "UUID" };

function range([least, most]: [number | undefined, number | undefined], unit: string): string {
  if (least === undefined && most === undefined) return "";
  if (most === undefined) return `, at least ${least}${unit}`;
  return least === undefined ? `, at most ${most}${unit}` : `, ${least} to ${most}${unit}`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
:root { color-scheme: light dark; --edge: light-dark(#d8d8d8, #3a3a3a); --soft: light-dark(#555, #aaa); --block: light-dark(#f5f5f4, #1e1e1e); }
* { box-sizing: border-box; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #121212); color: light-dark(#1a1a1a, #ececec); }
a { color: light-dark(#0b57d0, #8ab4f8); }
nav ul { list-style: none; padding: 0; margin: 0; }
nav > ul { columns: 16rem; }
nav > ul > li { break-inside: avoid; padding-bottom: .75rem; font-weight: 600; }
nav li li { padding-left: 1rem; font-weight: 400; }
nav a { display: inline-block; padding: .625rem 0; }
h2 { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--edge); }
h3 { margin: 2rem 0 .25rem; }
h3 small, .facts { color: var(--soft); font-weight: 400; }
p { margin: .25rem 0 .75rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--edge); }
thead th { color: var(--soft); font-weight: 400; }
tbody th { font-weight: 400; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
summary { padding: .625rem 0; cursor: pointer; min-height: 2.75rem; }
pre { overflow-x: auto; padding: 1rem; background: var(--block); border-radius: .5rem; }
`;
