import { parseArgs } from "node:util";
import * as z from "zod";
import { writePrice } from "#lib/catalogue/write-price.ts";
import { findSubject, foldAt } from "#lib/projection/product-at.ts";
import { type ProductFold, shownProduct } from "#lib/projection/product-fold.ts";
import { alignedTable, formatMoment } from "./aligned-table.ts";
import { type Command, moment, parseGiven } from "./command.ts";

const givenSchema = z.object({
  id: z.string("the id of a video or of a product").max(64),
  at: moment,
});

export const productCommand: Command = (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { at: { type: "string" } },
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0)
    throw new Error("product takes one VIDEO_ID or PRODUCT_ID.");
  const { at } = parseGiven(givenSchema, { id, at: values.at ?? new Date().toISOString() });
  return async ({ db, say }) => {
    const subject = await findSubject(db, id);
    if (subject === undefined) throw new Error(`The log knows no video and no product ${id}.`);
    const fold = await foldAt(db, { ...subject, at });
    say(`Video ${subject.videoId} at ${formatMoment(at)} UTC\n`);
    if (fold.product === null) {
      say(`There was no product (yet): ${missing(fold)}. Of an erased seller nothing is left.`);
      return 1;
    }
    say(alignedTable(["field", "then"], describe(fold)));
    return 0;
  };
};

const missing = ({ caption, thumbnail }: ProductFold): string =>
  [caption === null ? "no caption read" : "", thumbnail === null ? "no pictures" : ""]
    .filter(Boolean)
    .join(", ");

function describe(fold: ProductFold): string[][] {
  const { shown, changedBy } = fold;
  const product = shownProduct(fold);
  if (product === null) return [];
  return [
    ["title", product.title],
    ["price", writePrice(product) ?? "none named"],
    ["sizes", product.sizes.join(", ") || "none"],
    ["category", product.category],
    ["visibility", product.visibility],
    ["pictures", String(shown?.thumbnail.pictures.length ?? 0)],
    ["version", String(product.version)],
    ["since", formatMoment(new Date(product.updatedAt))],
    ["changed by", changedBy === null ? "" : `${changedBy.eventType} ${changedBy.eventId}`],
  ];
}
