import * as z from "zod";
import { authenticationText } from "./authentication-text.ts";
import { GraphRefusal } from "./graph-refusal.ts";
import type { TemplateMessage } from "./outgoing-message.ts";

const templateComponent = z.looseObject({
  type: z.string().transform((type) => type.toLowerCase()),
  format: z.string().optional(),
  text: z.string().optional(),
  /** Of templates for codes. */
  add_security_recommendation: z.boolean().optional(),
  code_expiration_minutes: z.int().min(1).max(90).optional(),
  buttons: z
    .array(z.looseObject({ type: z.string(), text: z.string(), url: z.string().optional() }))
    .optional(),
});

/** A message template as the Graph API lists it. */
export const messageTemplate = z.looseObject({
  name: z.string().regex(/^[a-z0-9_]+$/),
  language: z.string(),
  category: z.enum(["MARKETING", "UTILITY", "AUTHENTICATION"]),
  status: z.enum(["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"]).default("APPROVED"),
  components: z.array(templateComponent),
});

export const messageTemplates = z.array(messageTemplate).max(6000);

export type MessageTemplate = z.infer<typeof messageTemplate>;
type TemplateComponent = MessageTemplate["components"][number];
type SentComponent = NonNullable<TemplateMessage["components"]>[number];
type RenderedTemplate = { text: string; buttons: { text: string; url?: string }[] };

/** The approved template that is asked for, or the refusal that the service gives. */
export function findTemplate(
  templates: MessageTemplate[],
  wanted: TemplateMessage,
): MessageTemplate {
  const template = templates.find(
    ({ name, language }) => name === wanted.name && language === wanted.language.code,
  );
  if (template?.status === "PAUSED" || template?.status === "DISABLED") {
    const [code, title] =
      template.status === "PAUSED"
        ? [132_015, "Template is Paused"]
        : [132_016, "Template is Disabled"];
    throw new GraphRefusal({ status: 400, code, title, details: `${wanted.name} cannot be sent` });
  }
  if (template?.status !== "APPROVED") {
    throw new GraphRefusal({
      status: 404,
      code: 132_001,
      title: "Template name does not exist in the translation",
      details: `template name (${wanted.name}) does not exist in ${wanted.language.code}`,
    });
  }
  return template;
}

/** What the customer will see; throws when the parameters are not those of the template. */
export function renderTemplate(template: MessageTemplate, sent: TemplateMessage): RenderedTemplate {
  const lines: string[] = [];
  const buttons: RenderedTemplate["buttons"] = [];
  for (const component of template.components) {
    if (component.type === "buttons") buttons.push(...renderButtons(component, sent));
    const text = textOf(component, template);
    if (text !== undefined) lines.push(renderText(component, text, sent));
  }
  return { text: lines.join("\n\n"), buttons };
}

function textOf(
  component: TemplateComponent,
  { category, language }: MessageTemplate,
): string | undefined {
  if (component.text !== undefined || category !== "AUTHENTICATION") return component.text;
  return authenticationText(component, language);
}

function renderText(component: TemplateComponent, text: string, sent: TemplateMessage): string {
  const given = (sent.components ?? []).find(({ type }) => type === component.type);
  return fill(text, given?.parameters ?? [], component.type);
}

function renderButtons(
  component: TemplateComponent,
  sent: TemplateMessage,
): RenderedTemplate["buttons"] {
  return (component.buttons ?? []).map((button, at) => {
    const given = (sent.components ?? []).find(
      ({ type, index }) => type === "button" && String(index ?? 0) === String(at),
    );
    if (button.type.toUpperCase() === "OTP") fill("{{1}}", given?.parameters ?? [], `button ${at}`);
    if (button.url === undefined) return { text: button.text };
    return { text: button.text, url: fill(button.url, given?.parameters ?? [], `button ${at}`) };
  });
}

function fill(text: string, parameters: SentComponent["parameters"], place: string): string {
  const names = [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]))];
  if (names.length !== parameters.length) {
    throw parameterMismatch(
      `${place}: number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`,
    );
  }
  const isPositional = names.every((name) => /^\d+$/.test(name ?? ""));
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const parameter = isPositional
      ? parameters[Number(name) - 1]
      : parameters.find((candidate) => candidate.parameter_name === name);
    if (parameter === undefined) throw parameterMismatch(`${place}: parameter ${name} is missing`);
    return parameter.text ?? `[${parameter.type}]`;
  });
}

function parameterMismatch(details: string): GraphRefusal {
  const title = "Number of parameters does not match the expected number of params";
  return new GraphRefusal({ status: 400, code: 132_000, title, details });
}
