import pg from "pg";
import * as z from "zod";
import type { LocalRequest, LocalResponse } from "../http-service.ts";

const QUERY_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 10_000;
const MAX_POOLS = 20;

export type Upstream = { host: string; port: number };

const statementSchema = z.object({
  query: z.string(),
  params: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).default([]),
});
const bodySchema = z.union([
  z.object({ queries: z.array(statementSchema).min(1) }),
  statementSchema,
]);

type Statement = z.infer<typeof statementSchema>;
type ResultForm = { rawText: boolean; arrays: boolean };

const ISOLATION_LEVELS: Record<string, string> = {
  ReadUncommitted: "read uncommitted",
  ReadCommitted: "read committed",
  RepeatableRead: "repeatable read",
  Serializable: "serializable",
};

/** The serverless driver's `/sql`: one statement, or several as one transaction. */
export function createSqlEndpoint(upstream: Upstream): {
  handle(request: LocalRequest): Promise<LocalResponse>;
  close(): Promise<void>;
} {
  const pools = new Map<string, pg.Pool>();

  function poolFor(connectionString: string): pg.Pool {
    const known = pools.get(connectionString);
    if (known !== undefined) return known;
    const [oldest] = pools.keys();
    if (pools.size >= MAX_POOLS && oldest !== undefined) {
      void pools.get(oldest)?.end();
      pools.delete(oldest);
    }
    const { username, password, pathname } = new URL(connectionString);
    const pool = new pg.Pool({
      ...upstream,
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      idleTimeoutMillis: 2_000,
    });
    // An idle connection that the server ends is replaced at the next request.
    pool.on("error", () => undefined);
    pools.set(connectionString, pool);
    return pool;
  }

  return {
    async handle(request) {
      const connectionString = request.headers["neon-connection-string"];
      const body = parseBody(request.body);
      if (typeof connectionString !== "string" || !URL.canParse(connectionString)) {
        return refuse("missing or malformed Neon-Connection-String header");
      }
      if (body === undefined) return refuse("the body is not a query");
      const form = {
        rawText: request.headers["neon-raw-text-output"] === "true",
        arrays: request.headers["neon-array-mode"] === "true",
      };
      try {
        const client = await poolFor(connectionString).connect();
        return { status: 200, body: await runBody(client, { body, form, request }) };
      } catch (error) {
        return toRefusal(error);
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

function parseBody(body: Buffer): z.infer<typeof bodySchema> | undefined {
  try {
    return bodySchema.parse(JSON.parse(body.toString()));
  } catch {
    return undefined;
  }
}

async function runBody(
  client: pg.PoolClient,
  job: { body: z.infer<typeof bodySchema>; form: ResultForm; request: LocalRequest },
): Promise<unknown> {
  const { body, form, request } = job;
  let failure: unknown;
  try {
    if (!("queries" in body)) return await runStatement(client, body, form);
    await client.query(`begin ${transactionModes(request)}`);
    const results: unknown[] = [];
    for (const statement of body.queries) {
      results.push(await runStatement(client, statement, form));
    }
    await client.query("commit");
    return { results };
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // A connection that saw an error is not reused: its transaction and its state go with it.
    client.release(failure !== undefined);
  }
}

function transactionModes({ headers }: LocalRequest): string {
  const modes: string[] = [];
  const level = ISOLATION_LEVELS[String(headers["neon-batch-isolation-level"])];
  if (level !== undefined) modes.push(`isolation level ${level}`);
  if (headers["neon-batch-read-only"] === "true") modes.push("read only");
  if (headers["neon-batch-deferrable"] === "true") modes.push("deferrable");
  return modes.join(", ");
}

async function runStatement(
  client: pg.PoolClient,
  statement: Statement,
  form: ResultForm,
): Promise<unknown> {
  const result = await client.query({
    text: statement.query,
    values: statement.params,
    rowMode: "array",
    types: { getTypeParser: (oid: number) => (form.rawText ? asText : pickParser(oid)) },
  });
  const last = Array.isArray(result) ? result.at(-1) : result;
  const names = last.fields.map((field: pg.FieldDef) => field.name);
  return {
    command: last.command,
    rowCount: last.rowCount,
    fields: last.fields,
    rowAsArray: form.arrays,
    rows: form.arrays
      ? last.rows
      : last.rows.map((row: unknown[]) =>
          Object.fromEntries(names.map((name: string, index: number) => [name, row[index]])),
        ),
  };
}

const asText = (value: string): string => value;

const BOOL_TYPE = 16;
const { INT2, INT4, OID, JSON: JSON_TYPE, JSONB, FLOAT4, FLOAT8 } = pg.types.builtins;
const JSON_TYPES: number[] = [BOOL_TYPE, INT2, INT4, OID, JSON_TYPE, JSONB, FLOAT4, FLOAT8];

/** Without raw text, what JSON can say is said in JSON: booleans, small numbers, json itself. */
function pickParser(oid: number): (value: string) => unknown {
  if (!JSON_TYPES.includes(oid)) return asText;
  return (value) => (oid === BOOL_TYPE ? value === "t" : parseJson(value));
}

/** NaN and the infinities are numbers to Postgres but not to JSON. */
function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function refuse(message: string): LocalResponse {
  return { status: 400, body: { message, code: null, severity: "ERROR" } };
}

function toRefusal(error: unknown): LocalResponse {
  if (!(error instanceof pg.DatabaseError)) {
    return { status: 500, body: { message: `Control plane request failed: ${String(error)}` } };
  }
  const { message, code, detail, hint, position, severity, where, schema, table, column } = error;
  const { dataType: datatype, constraint, file, line, routine } = error;
  const place = { internalPosition: error.internalPosition, internalQuery: error.internalQuery };
  const body = { message, code, detail, hint, position, severity, where, schema, table, column };
  return { status: 400, body: { ...body, ...place, datatype, constraint, file, line, routine } };
}
