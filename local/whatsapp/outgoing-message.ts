import * as z from "zod";

const parameter = z.looseObject({
  type: z.string(),
  text: z.string().min(1).max(1024).optional(),
  parameter_name: z.string().optional(),
});

const templateMessage = z.object({
  name: z.string().max(512),
  language: z.looseObject({ code: z.string() }),
  components: z
    .array(
      z.looseObject({
        type: z.string().transform((type) => type.toLowerCase()),
        sub_type: z.string().optional(),
        index: z.union([z.string(), z.number()]).optional(),
        parameters: z.array(parameter).default([]),
      }),
    )
    .optional(),
});

const reply = z.object({ id: z.string().max(256), title: z.string().min(1).max(20) });
const row = z.object({
  id: z.string().max(200),
  title: z.string().min(1).max(24),
  description: z.string().max(72).optional(),
});
const around = {
  header: z.looseObject({ type: z.string(), text: z.string().max(60).optional() }).optional(),
  footer: z.object({ text: z.string().max(60) }).optional(),
};

const interactiveMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("button"),
    ...around,
    body: z.object({ text: z.string().min(1).max(1024) }),
    action: z.object({
      buttons: z
        .array(z.object({ type: z.literal("reply"), reply }))
        .min(1)
        .max(3),
    }),
  }),
  z.object({
    type: z.literal("list"),
    ...around,
    body: z.object({ text: z.string().min(1).max(4096) }),
    action: z.object({
      button: z.string().min(1).max(20),
      sections: z
        .array(z.object({ title: z.string().max(24).optional(), rows: z.array(row).min(1) }))
        .min(1)
        .max(10),
    }),
  }),
  z.object({
    type: z.literal("cta_url"),
    ...around,
    body: z.object({ text: z.string().min(1).max(1024) }),
    action: z.object({
      name: z.literal("cta_url"),
      parameters: z.object({ display_text: z.string().min(1).max(20), url: z.url() }),
    }),
  }),
]);

const addressed = {
  messaging_product: z.literal("whatsapp"),
  recipient_type: z.literal("individual").optional(),
  to: z
    .string()
    .transform((text) => text.replaceAll(/[^\d]/g, ""))
    .pipe(z.string().min(7).max(15)),
  context: z.object({ message_id: z.string() }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
};

export const outgoingMessage = z.preprocess(
  withDefaultType,
  z.discriminatedUnion("type", [
    z.object({
      ...addressed,
      type: z.literal("text"),
      text: z.object({ preview_url: z.boolean().optional(), body: z.string().min(1).max(4096) }),
    }),
    z.object({ ...addressed, type: z.literal("template"), template: templateMessage }),
    z.object({ ...addressed, type: z.literal("interactive"), interactive: interactiveMessage }),
  ]),
);

export const readReceipt = z.object({
  messaging_product: z.literal("whatsapp"),
  status: z.literal("read"),
  message_id: z.string(),
});

export type OutgoingMessage = z.infer<typeof outgoingMessage>;
export type TemplateMessage = z.infer<typeof templateMessage>;

/** The service takes a message without a type for a text. */
function withDefaultType(value: unknown): unknown {
  return typeof value === "object" && value !== null && !("type" in value)
    ? { ...value, type: "text" }
    : value;
}
