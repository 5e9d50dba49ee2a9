import type { ChildProcess } from "node:child_process";

const STOP_TIMEOUT_MS = 10_000;

/** The first message of a child process that the schema accepts; rejects when it ends first or stays silent. */
export function nextMessage<Message>(
  child: ChildProcess,
  { parse, timeoutMs }: { parse: (message: unknown) => Message | undefined; timeoutMs: number },
): Promise<Message> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      settle();
    };
    const onMessage = (message: unknown) => {
      const parsed = parse(message);
      if (parsed !== undefined) finish(() => resolve(parsed));
    };
    const onExit = () => finish(() => reject(new Error("a process of the benchmark ended early")));
    const timer = setTimeout(
      () => finish(() => reject(new Error("a process of the benchmark hangs"))),
      timeoutMs,
    );
    child.on("message", onMessage);
    child.once("exit", onExit);
  });
}

/** Resolves when the child has said exactly this word. */
export async function hears(child: ChildProcess, word: string, timeoutMs: number): Promise<void> {
  await nextMessage(child, {
    parse: (message) => (message === word ? true : undefined),
    timeoutMs,
  });
}

/** Asks the child to end, and makes it end when it does not. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
