import { progress } from "@clack/prompts";

const LINE_EVERY_MS = 2_000;

export type Progress = { show(done: number, message: string): void; end(message: string): void };

/** How far a long command is, on standard error: a bar on a terminal, elsewhere a line now and then. */
export function openProgress(title: string, total: number): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return plainProgress(title, total);
  const bar = progress({ max: Math.max(1, total), output: stderr });
  let shown = 0;
  bar.start(title);
  return {
    show(done, message) {
      bar.advance(Math.max(0, done - shown), message);
      shown = Math.max(shown, done);
    },
    end: (message) => bar.stop(message),
  };
}

function plainProgress(title: string, total: number): Progress {
  let saidAt = Date.now();
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  return {
    show(done, message) {
      if (Date.now() - saidAt < LINE_EVERY_MS) return;
      saidAt = Date.now();
      say(`${title}: ${Math.min(100, Math.floor((100 * done) / Math.max(1, total)))}%, ${message}`);
    },
    end: (message) => say(message),
  };
}
