import { expect, test } from "vitest";
import { StartFailure, toStartFailure } from "./start-failure.ts";

const place = { service: "redis", dataDir: "/data/redis" };
const failing = (message: string, fields: object): Error =>
  Object.assign(new Error(message), fields);

test.each([
  {
    what: "a taken port names port and service",
    cause: failing("listen EADDRINUSE", { code: "EADDRINUSE", port: 4603 }),
    says: /^Port 4603 on 127\.0\.0\.1, which redis needs, is in use: .*--port\.$/,
  },
  {
    what: "a full disk names the folder",
    cause: failing("ENOSPC: no space left on device, write", { code: "ENOSPC" }),
    says: /^The disk that holds \/data\/redis is full: free some space/,
  },
  {
    what: "a full disk is recognised in the words of a program that was run",
    cause: new Error("initdb: could not write: No space left on device"),
    says: /^The disk that holds \/data\/redis is full/,
  },
  {
    what: "a closed folder names the path",
    cause: failing("EACCES: permission denied", { code: "EACCES", path: "/data/redis/x" }),
    says: /^redis may not use \/data\/redis\/x: .*--data\.$/,
  },
  {
    what: "anything else is one line with the service in front",
    cause: new Error("no engine found\n  at somewhere"),
    says: /^redis: no engine found$/,
  },
])("$what", ({ cause, says }) => {
  const failure = toStartFailure(cause, place);
  expect(failure.message).toMatch(says);
  expect(failure.cause).toBe(cause);
});

test("a sentence that is one already stays as it is", () => {
  const failure = new StartFailure("The feed is broken.");
  expect(toStartFailure(failure, place)).toBe(failure);
});
