import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { LOCALES } from "#lib/notifications/messenger.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../messages");

function readMessages(locale: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(FOLDER, `${locale}.json`), "utf8")) as Record<
    string,
    unknown
  >;
}

/** Every text by its path. */
function textsOf(messages: unknown, place = ""): [string, string][] {
  if (typeof messages === "string") return [[place, messages]];
  return Object.entries(messages ?? {}).flatMap(([name, value]) =>
    textsOf(value, place === "" ? name : `${place}.${name}`),
  );
}

/** What a text is filled with: `{name}` and `{name, plural, …}` alike, not the words of its branches. */
function placeholdersOf(text: string): string[] {
  const names = text.matchAll(/(?<!\b(?:zero|one|two|few|many|other|=\d+)\s)\{\s*(\w+)\s*[,}]/g);
  return [...new Set([...names].map((match) => match[1] ?? ""))].toSorted();
}

const english = new Map(textsOf(readMessages("en")));

describe("message catalogues", () => {
  test("there is one for each language", () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(
      LOCALES.map((each) => `${each}.json`).toSorted(),
    );
    expect(english.size).toBeGreaterThan(50);
  });

  test.each(LOCALES)(
    "%s has the texts of all others, each with the same placeholders",
    (locale) => {
      const texts = new Map(textsOf(readMessages(locale)));
      expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
      for (const [place, text] of texts) {
        expect([place, text.trim()]).not.toEqual([place, ""]);
        const expected = placeholdersOf(english.get(place) ?? "");
        expect([place, placeholdersOf(text)]).toEqual([place, expected]);
      }
    },
  );

  test.each(LOCALES)("every text of %s can be filled in", (locale) => {
    const failures: string[] = [];
    const translate = createTranslator({
      locale,
      messages: readMessages(locale),
      onError: (error) => void failures.push(error.message),
    });
    // Its keys follow from the messages' type, which a file read at run time does not have.
    const t = translate as unknown as (place: string, values: Record<string, number>) => string;
    for (const [place, text] of textsOf(readMessages(locale))) {
      const values = Object.fromEntries(placeholdersOf(text).map((name) => [name, 2]));
      expect(`${place}: ${t(place, values)}`).not.toContain("{");
    }
    expect(failures).toEqual([]);
  });
});
