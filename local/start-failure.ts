import * as z from "zod";

/** Why the stand-ins could not be started, in one sentence that says what to do about it. */
export class StartFailure extends Error {}

const systemError = z.object({
  code: z.string().optional(),
  port: z.number().optional(),
  path: z.string().optional(),
});

/** Puts what went wrong while starting a service into such a sentence. */
export function toStartFailure(
  cause: unknown,
  { service, dataDir }: { service: string; dataDir: string },
): StartFailure {
  if (cause instanceof StartFailure) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const { code, port, path = dataDir } = systemError.safeParse(cause).data ?? {};
  if (code === "EADDRINUSE") {
    return new StartFailure(
      `Port ${port ?? ""} on 127.0.0.1, which ${service} needs, is in use: stop what listens there, or choose other ports with --port.`,
      { cause },
    );
  }
  if (code === "ENOSPC" || /no space left on device/i.test(message)) {
    return new StartFailure(
      `The disk that holds ${dataDir} is full: free some space and start again.`,
      { cause },
    );
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new StartFailure(
      `${service} may not use ${path}: give this user access, or choose another folder with --data.`,
      { cause },
    );
  }
  return new StartFailure(`${service}: ${message.split("\n")[0] ?? ""}`, { cause });
}
