import { randomBytes, randomInt } from "node:crypto";
import * as z from "zod";

export const whatsappAccount = z.strictObject({
  accessToken: z.string(),
  appSecret: z.string(),
  verifyToken: z.string(),
  phoneNumberId: z.string(),
  businessAccountId: z.string(),
  displayPhoneNumber: z.string(),
});

export type WhatsappAccount = z.infer<typeof whatsappAccount>;

export function newWhatsappAccount(): WhatsappAccount {
  return {
    accessToken: `EAA${randomBytes(60).toString("base64url").replaceAll(/[-_]/g, "A")}`,
    appSecret: randomBytes(16).toString("hex"),
    verifyToken: randomBytes(16).toString("hex"),
    phoneNumberId: newObjectId(),
    businessAccountId: newObjectId(),
    // In the range that is never given to anybody.
    displayPhoneNumber: `1555010${randomInt(1000, 10_000)}`,
  };
}

function newObjectId(): string {
  return `1${Array.from({ length: 14 }, () => randomInt(10)).join("")}`;
}
