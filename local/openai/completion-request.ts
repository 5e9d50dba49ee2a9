import * as z from "zod";

const message = z.object({
  role: z.enum(["system", "developer", "user", "assistant"]),
  content: z.union([
    z.string(),
    z.array(z.object({ type: z.string(), text: z.string().optional() })),
  ]),
});

const namedSchema = z.object({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  strict: z.boolean().nullish(),
  schema: z.record(z.string(), z.unknown()),
});

const chatRequest = z.object({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  max_completion_tokens: z.int().positive().nullish(),
  max_tokens: z.int().positive().nullish(),
  stream: z.literal(false).nullish(),
  response_format: z.object({ type: z.literal("json_schema"), json_schema: namedSchema }),
});

const responsesRequest = z.object({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(message).min(1)]),
  instructions: z.string().nullish(),
  max_output_tokens: z.int().positive().nullish(),
  stream: z.literal(false).nullish(),
  text: z.object({ format: namedSchema.extend({ type: z.literal("json_schema") }) }),
});

/** A request for one structured answer, in the form that both interfaces share. */
export type CompletionRequest = {
  model: string;
  /** The whole text of the prompt, for counting its tokens. */
  prompt: string;
  /** The last user message. */
  user: string;
  schema: Record<string, unknown>;
  maxTokens: number | null;
};

export type ReadRequest =
  { kind: "request"; request: CompletionRequest } | { kind: "refused"; message: string };

export function readChatRequest(body: unknown): ReadRequest {
  const parsed = chatRequest.safeParse(body);
  if (!parsed.success) return { kind: "refused", message: describe(parsed.error) };
  const { model, messages, response_format: format } = parsed.data;
  return withSchema(format.json_schema, {
    model,
    ...textsOf(messages),
    maxTokens: parsed.data.max_completion_tokens ?? parsed.data.max_tokens ?? null,
  });
}

export function readResponsesRequest(body: unknown): ReadRequest {
  const parsed = responsesRequest.safeParse(body);
  if (!parsed.success) return { kind: "refused", message: describe(parsed.error) };
  const { model, input, instructions, text } = parsed.data;
  const messages = typeof input === "string" ? [{ role: "user" as const, content: input }] : input;
  const { prompt, user } = textsOf(messages);
  return withSchema(text.format, {
    model,
    prompt: `${instructions ?? ""}\n${prompt}`,
    user,
    maxTokens: parsed.data.max_output_tokens ?? null,
  });
}

function textsOf(messages: z.infer<typeof message>[]): { prompt: string; user: string } {
  const texts = messages.map(({ role, content }) => ({
    role,
    text: typeof content === "string" ? content : content.map((part) => part.text ?? "").join("\n"),
  }));
  return {
    prompt: texts.map(({ text }) => text).join("\n"),
    user: texts.findLast(({ role }) => role === "user")?.text ?? "",
  };
}

function withSchema(
  { name, strict, schema }: z.infer<typeof namedSchema>,
  rest: Omit<CompletionRequest, "schema">,
): ReadRequest {
  const problem = strict === true ? strictProblem(schema) : null;
  return problem === null
    ? { kind: "request", request: { ...rest, schema } }
    : {
        kind: "refused",
        message: `Invalid schema for response_format '${name}': ${problem}`,
      };
}

/** Strict mode takes only closed objects whose every property is required. */
function strictProblem(schema: unknown): string | null {
  if (Array.isArray(schema)) return firstProblem(schema);
  if (typeof schema !== "object" || schema === null) return null;
  const node = z
    .object({
      type: z.unknown().optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
      required: z.array(z.string()).optional(),
      additionalProperties: z.unknown().optional(),
    })
    .safeParse(schema);
  if (node.success && node.data.type === "object") {
    const { properties = {}, required = [], additionalProperties } = node.data;
    if (additionalProperties !== false)
      return "'additionalProperties' is required to be supplied and to be false.";
    const missing = Object.keys(properties).find((name) => !required.includes(name));
    if (missing !== undefined)
      return `'required' is required to include every key in properties. Missing '${missing}'.`;
  }
  return firstProblem(Object.values(schema));
}

function firstProblem(children: unknown[]): string | null {
  for (const child of children) {
    const problem = strictProblem(child);
    if (problem !== null) return problem;
  }
  return null;
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".") || "body"}: ${issue.message}` : "Invalid request.";
}
