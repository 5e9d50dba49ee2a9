import { describe, expect, test } from "vitest";
import * as z from "zod";
import { type Locale, LOCALES, type Notice, notice } from "./messenger.ts";
import templates from "./templates.json" with { type: "json" };
import { lowStock, needsAttention, newOrder, shopReady } from "./write-notice.ts";

const MAX_BODY = 1_024;
const MAX_FOOTER = 60;
const MAX_BUTTON = 25;

const namedParam = z.strictObject({
  param_name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  example: z.string().min(1),
});

const name = z.string().regex(/^[a-z0-9_]{1,512}$/);
const language = z.enum(LOCALES);

/** What Meta takes of a template for codes: its words are Meta's own. */
const codeTemplate = z.strictObject({
  name,
  language,
  category: z.literal("AUTHENTICATION"),
  components: z.tuple([
    z.strictObject({ type: z.literal("BODY"), add_security_recommendation: z.boolean() }),
    z.strictObject({ type: z.literal("FOOTER"), code_expiration_minutes: z.int().min(1).max(90) }),
    z.strictObject({
      type: z.literal("BUTTONS"),
      buttons: z.tuple([
        z.strictObject({
          type: z.literal("OTP"),
          otp_type: z.literal("COPY_CODE"),
          text: z.string().min(1).max(MAX_BUTTON),
        }),
      ]),
    }),
  ]),
});

const body = z.strictObject({
  type: z.literal("BODY"),
  text: z.string().min(1).max(MAX_BODY),
  example: z.strictObject({ body_text_named_params: z.array(namedParam).min(1) }),
});

const utilityTemplate = z.strictObject({
  name,
  language,
  category: z.literal("UTILITY"),
  parameter_format: z.literal("NAMED"),
  components: z.tuple([
    body,
    z.strictObject({
      type: z.literal("FOOTER"),
      text: z
        .string()
        .max(MAX_FOOTER)
        .regex(/^[^{}]+$/),
    }),
  ]),
});

const submitted = z.array(z.discriminatedUnion("category", [codeTemplate, utilityTemplate]));
const known = submitted.parse(templates);
const utility = known.filter((template) => template.category === "UTILITY");
const named = utility.map((template) => {
  const [{ text, example }] = template.components;
  return { at: `${template.name} ${template.language}`, template, text, example };
});

const VARIABLE = /\{\{(\w+)\}\}/g;
const variablesOf = (text: string) => [...text.matchAll(VARIABLE)].map((match) => match[1] ?? "");

/** The names that a notice brings beside that of its template. */
const partsOf = (template: string) =>
  notice.options.flatMap(({ shape }) =>
    shape.template.value === template ? Object.keys(shape).filter((key) => key !== "template") : [],
  );

describe("templates.json", () => {
  test("has every notice in every language, once", () => {
    const wanted = notice.options.flatMap(({ shape }) =>
      LOCALES.map((locale) => `${shape.template.value} ${locale}`),
    );
    expect(known.map((template) => `${template.name} ${template.language}`).toSorted()).toEqual(
      wanted.toSorted(),
    );
  });

  test.each(named)("$at has the parts of its notice, each with an example", (entry) => {
    const variables = variablesOf(entry.text);
    expect(variables.toSorted()).toEqual(partsOf(entry.template.name).toSorted());
    const examples = entry.example.body_text_named_params.map((param) => param.param_name);
    expect(examples.toSorted()).toEqual(variables.toSorted());
  });

  test.each(named)("$at neither begins nor ends with a part", ({ text }) => {
    const [before, ...rest] = text.split(VARIABLE);
    expect(before).toMatch(/\p{L}/u);
    expect(rest.at(-1)).toMatch(/\p{L}/u);
  });

  test.each(named)("$at has words between any two parts, and enough of them", ({ text }) => {
    const pieces = text.split(VARIABLE).filter((_, index) => index % 2 === 0);
    for (const piece of pieces) expect(piece).toMatch(/\p{L}/u);
    const words = pieces.join(" ").match(/[\p{L}#]+/gu) ?? [];
    expect(words.length).toBeGreaterThanOrEqual(3 * variablesOf(text).length + 1);
  });

  test.each(named)("$at has no brace, break or space that Meta refuses", ({ text }) => {
    expect(text.replaceAll(VARIABLE, "")).not.toMatch(/[{}]/);
    expect(text).not.toMatch(/\t| {4}|\n{3}/);
    expect(text).toBe(text.trim());
  });
});

const LONG = "W".repeat(500);
const reader = (locale: Locale) => ({
  locale,
  shop: LONG,
  origin: `https://${"w".repeat(60)}.test`,
});

function longest(locale: Locale): Notice[] {
  const lines = Array.from({ length: 20 }, () => ({ name: LONG, size: LONG, quantity: 9_999 }));
  const total = { minor: Number.MAX_SAFE_INTEGER, currency: "UGX" };
  return [
    shopReady({ shopLink: `/shop/${"w".repeat(64)}` }, reader(locale)),
    newOrder({ code: LONG, lines, total }, reader(locale)),
    lowStock({ product: LONG, left: 999_999 }, reader(locale)),
    needsAttention({ count: 999_999 }, reader(locale)),
  ];
}

describe("a notice", () => {
  test.each(named)("fits into $at, however long its parts are", ({ template, text }) => {
    const [filled] = longest(template.language).filter((long) => long.template === template.name);
    const parts = new Map(Object.entries(filled ?? {}));
    const whole = text.replaceAll(VARIABLE, (_, part: string) => parts.get(part) ?? "");
    expect(whole).not.toContain("{{");
    expect(whole.length).toBeLessThanOrEqual(MAX_BODY);
  });

  test.each(LOCALES)("has no empty part in %s, whatever it is made of", (locale) => {
    const bare = { locale, shop: " \u200B", origin: "https://shop.test" };
    const order = {
      code: "A",
      lines: [{ name: "\n", quantity: 1 }],
      total: { minor: 0, currency: "UGX" },
    };
    for (const written of [
      needsAttention({ count: 1 }, bare),
      lowStock({ product: "", left: 0 }, bare),
      newOrder(order, bare),
    ])
      for (const part of Object.values(written)) expect(part.trim()).not.toBe("");
  });
});
