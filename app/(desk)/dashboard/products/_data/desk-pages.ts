import type { LiveSettings } from "#app/_data/shop-pages.ts";
import { openDraft } from "#lib/catalogue/desk/desk-draft.ts";
import type { FormState } from "#lib/catalogue/desk/desk-form.ts";
import { type DeskProduct, findDeskProduct } from "#lib/catalogue/desk/desk-product.ts";
import {
  DESK_LISTS,
  type DeskList,
  type DeskPage,
  listDeskProducts,
} from "#lib/catalogue/desk/list-desk-products.ts";
import { countAttention, needsAttention } from "#lib/catalogue/desk/needs-attention.ts";
import { readVideoStory, type StoryLine } from "#lib/catalogue/desk/video-story.ts";
import { getDatabase } from "#lib/doors/database.ts";
import { readKeptDraft } from "#lib/doors/desk-draft-cookie.ts";
import { requireSeller } from "#lib/doors/session.ts";
import { getEnv } from "#lib/env.ts";

const ON_A_PAGE = 40;
const ATTENTION_ON_A_PAGE = 20;
const MOST_COUNTED = 100;

type Given = Record<string, string | string[] | undefined>;

const textOf = (given: string | string[] | undefined) =>
  typeof given === "string" ? given : undefined;

/** Her products, or those that she deleted; with how many wait for her. */
export async function readProducts(
  given: Given,
): Promise<DeskPage & { list: DeskList; attention: number }> {
  const { sellerId } = await requireSeller();
  const db = getDatabase();
  const list = DESK_LISTS.find((name) => name === given["list"]) ?? "all";
  const after = textOf(given["after"]);
  return {
    ...(await listDeskProducts(db, { sellerId, limit: ON_A_PAGE, list, after })),
    list,
    attention: await countAttention(db, { sellerId, limit: MOST_COUNTED }),
  };
}

export async function readAttention(given: Given): Promise<DeskPage> {
  const { sellerId } = await requireSeller();
  const after = textOf(given["after"]);
  return needsAttention(getDatabase(), { sellerId, limit: ATTENTION_ON_A_PAGE, after });
}

/** One product with its form and its story; undefined for another seller's. */
export async function readProduct(
  videoId: string,
): Promise<{ product: DeskProduct; form: FormState; story: StoryLine[] } | undefined> {
  const { sellerId } = await requireSeller();
  const db = getDatabase();
  const product = await findDeskProduct(db, { sellerId, videoId });
  if (product === undefined) return undefined;
  const form = openDraft(product, await readKeptDraft());
  return { product, form, story: await readVideoStory(db, product) };
}

export function liveSettings(): LiveSettings {
  const { key, cluster, endpoint } = getEnv().pusher;
  return { key, cluster, endpoint };
}
