import { randomBytes, randomInt } from "node:crypto";
import * as z from "zod";

export const appCredentials = z.strictObject({
  appId: z.string(),
  key: z.string(),
  secret: z.string(),
});

export type AppCredentials = z.infer<typeof appCredentials>;

export function newAppCredentials(): AppCredentials {
  return {
    appId: String(randomInt(1_000_000, 10_000_000)),
    key: randomBytes(10).toString("hex"),
    secret: randomBytes(10).toString("hex"),
  };
}
