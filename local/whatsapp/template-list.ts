import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keptJson, writeJson } from "../kept-json.ts";
import { type MessageTemplate, messageTemplates } from "./template.ts";

/** The account's templates: those of the given file, and those put here at run time, which win. */
export class TemplateList {
  readonly #file: string;
  readonly #given: MessageTemplate[];
  #registered: MessageTemplate[];

  constructor(options: { dataDir: string; source: string | undefined }) {
    const { dataDir, source } = options;
    this.#file = join(dataDir, "templates.json");
    this.#given =
      source === undefined ? [] : messageTemplates.parse(JSON.parse(readFileSync(source, "utf8")));
    this.#registered = keptJson(this.#file, messageTemplates, () => []);
  }

  list(): MessageTemplate[] {
    const merged = new Map<string, MessageTemplate>();
    for (const template of [...this.#given, ...this.#registered]) {
      merged.set(`${template.name} ${template.language}`, template);
    }
    return [...merged.values()];
  }

  replace(templates: MessageTemplate[]): void {
    this.#registered = templates;
    writeJson(this.#file, templates);
  }
}
