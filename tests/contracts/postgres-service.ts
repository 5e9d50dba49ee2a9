import { VercelClient } from "@vercel/postgres";
import { createTestDatabase } from "#tests/support/test-postgres.ts";

export type PostgresService = {
  url: string;
  vercelUrl: string;
  close(): Promise<void>;
};

/** The real database when both of its variables are in the environment, otherwise the stand-in. */
export async function openPostgresService(): Promise<PostgresService> {
  const { DATABASE_URL: url, POSTGRES_URL: vercelUrl } = process.env;
  if (url && vercelUrl) return { url, vercelUrl, close: () => Promise.resolve() };
  const database = await createTestDatabase();
  pointDriverAt(database.vercelProxy);
  return { url: database.url, vercelUrl: database.vercelUrl, close: () => database.drop() };
}

/** The driver nests its own Neon client, whose settings are reached through an instance alone. */
export function pointDriverAt(proxy: string): void {
  const { neonConfig } = new VercelClient({ connectionString: "postgres://a:b@localhost/x" });
  // Neon keeps the settings of all its clients as statics of the class behind an instance's.
  const settings = neonConfig.constructor as unknown as {
    wsProxy: () => string;
    fetchEndpoint: () => string;
    useSecureWebSocket: boolean;
    pipelineConnect: false;
    pipelineTLS: boolean;
  };
  settings.wsProxy = () => `${proxy}/v1`;
  settings.fetchEndpoint = () => `http://${proxy}/sql`;
  settings.useSecureWebSocket = false;
  settings.pipelineConnect = false;
  settings.pipelineTLS = false;
}
