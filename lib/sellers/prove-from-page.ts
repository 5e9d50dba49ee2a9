import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { handleClaims } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { proveFromBio } from "./prove-handle.ts";

export type PagesProof = { sellerId: string; handle: string };

/** Settles open claims by the bios that a page of a read has shown, by handle. */
export async function proveFromPage(
  tx: Transaction,
  { bios, clock }: { bios: ReadonlyMap<string, string>; clock: Clock },
): Promise<PagesProof[]> {
  if (bios.size === 0) return [];
  const claimed = await tx.orm
    .selectDistinct({ handle: handleClaims.handle })
    .from(handleClaims)
    .where(and(inArray(handleClaims.handle, [...bios.keys()]), eq(handleClaims.state, "open")));
  const proved: PagesProof[] = [];
  for (const { handle } of claimed) {
    const proof = await proveFromBio(tx, { handle, bio: bios.get(handle) ?? "", clock });
    if (proof !== null) proved.push({ sellerId: proof.sellerId, handle });
  }
  return proved;
}
