import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** Every column of every row of every table as text, with the table it stands in. */
export async function dumpDatabase(url: string): Promise<{ place: string; text: string }[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const tables = await client.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const dumped: { place: string; text: string }[] = [];
    for (const { schema, name } of tables.rows) {
      const rows = await client.query<{ text: string }>(
        `select row::text as text from "${schema}"."${name}" as row`,
      );
      dumped.push(...rows.rows.map(({ text }) => ({ place: `${schema}.${name}`, text })));
    }
    return dumped;
  } finally {
    await client.end();
  }
}

/** Every file below a folder, by its name. */
export async function dumpFiles(folder: string): Promise<{ place: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => ({
      place: path.join(path.relative(folder, parentPath), name),
      text: await readFile(path.join(parentPath, name), "latin1"),
    })),
  );
}

/** Where one of the words stands, also in base64, in which brokers show bodies. */
export function findWords(
  dumped: readonly { place: string; text: string }[],
  words: readonly string[],
): string[] {
  return dumped.flatMap(({ place, text }) =>
    words
      .filter((word) => [word, ...base64Of(word)].some((form) => text.includes(form)))
      .map((word) => `${word} in ${place}`),
  );
}

/** The three forms that a word takes in base64, by where in a group of three bytes it begins. */
function base64Of(word: string): string[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.from(" ".repeat(shift) + word).toString("base64");
    return text.slice(shift === 0 ? 0 : shift + 1, -4);
  });
}
