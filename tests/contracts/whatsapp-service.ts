import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWhatsapp } from "#local/whatsapp/start-whatsapp.ts";

export type WhatsappService = {
  graphUrl: string;
  token: string;
  phoneNumberId: string;
  /** A number that may be written to. */
  recipient: string;
  close(): Promise<void>;
};

/** Every new account of the real service has this one. */
const HELLO_WORLD = {
  name: "hello_world",
  language: "en_US",
  category: "UTILITY",
  components: [
    { type: "HEADER", format: "TEXT", text: "Hello World" },
    { type: "BODY", text: "Welcome and congratulations!!" },
  ],
};

/**
 * The real service when its variables are in the environment, with the number of a tester in
 * `WHATSAPP_TEST_RECIPIENT`; otherwise the stand-in.
 */
export async function openWhatsappService(): Promise<WhatsappService> {
  const { WHATSAPP_ACCESS_TOKEN, WHATSAPP_PHONE_NUMBER_ID, WHATSAPP_TEST_RECIPIENT } = process.env;
  if (WHATSAPP_ACCESS_TOKEN && WHATSAPP_PHONE_NUMBER_ID && WHATSAPP_TEST_RECIPIENT) {
    return {
      graphUrl: process.env.WHATSAPP_GRAPH_URL ?? "https://graph.facebook.com",
      token: WHATSAPP_ACCESS_TOKEN,
      phoneNumberId: WHATSAPP_PHONE_NUMBER_ID,
      recipient: WHATSAPP_TEST_RECIPIENT,
      close: () => Promise.resolve(),
    };
  }
  const dataDir = await mkdtemp(join(tmpdir(), "whatsapp-"));
  const templates = join(dataDir, "given-templates.json");
  await writeFile(templates, JSON.stringify([HELLO_WORLD]));
  const standIn = await startWhatsapp({ port: 0, dataDir, log: () => undefined, templates });
  return {
    graphUrl: standIn.env.WHATSAPP_GRAPH_URL ?? "",
    token: standIn.env.WHATSAPP_ACCESS_TOKEN ?? "",
    phoneNumberId: standIn.env.WHATSAPP_PHONE_NUMBER_ID ?? "",
    recipient: "256700000001",
    close: async () => {
      await standIn.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
