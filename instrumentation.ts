/** Runs once when a server starts: an incomplete environment ends it here, not at the first request. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { requireEnvironment } = await import("#lib/doors/require-environment.ts");
  requireEnvironment();
}
