import { sql } from "drizzle-orm";
import { defineStatement } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { PartName } from "./part.ts";

const { assemblies, productAi, thumbnails } = schema;
const { placeholder } = sql;

/** Late results are merged for as long as rows live; the deadline only starts the degrading. */
export const ASSEMBLY_TTL_HOURS = 24;

/** A newer caption beats an older one; of the same caption, only a higher rank replaces a value. */
const upsertPart = (part: PartName) => {
  const value = assemblies[`${part}Value`];
  const rank = assemblies[`${part}Rank`];
  const sourceVersion = assemblies[`${part}SourceVersion`];
  return defineStatement((orm) =>
    orm
      .insert(assemblies)
      .values({
        sellerId: placeholder("sellerId"),
        videoId: placeholder("videoId"),
        [`${part}Value`]: placeholder("value"),
        [`${part}Rank`]: placeholder("rank"),
        [`${part}SourceVersion`]: placeholder("sourceVersion"),
        [`${part}At`]: placeholder("at"),
        createdAt: placeholder("at"),
        expiresAt: placeholder("expiresAt"),
      })
      .onConflictDoUpdate({
        target: [assemblies.sellerId, assemblies.videoId],
        set: {
          [`${part}Value`]: sql`excluded.${sql.identifier(value.name)}`,
          [`${part}Rank`]: sql`excluded.${sql.identifier(rank.name)}`,
          [`${part}SourceVersion`]: sql`excluded.${sql.identifier(sourceVersion.name)}`,
          [`${part}At`]: sql`excluded.${sql.identifier(assemblies[`${part}At`].name)}`,
        },
        setWhere: sql`(${sourceVersion}, ${rank}) <
          (excluded.${sql.identifier(sourceVersion.name)}, excluded.${sql.identifier(rank.name)})`,
      })
      .returning({ videoId: assemblies.videoId })
      .prepare(`assembly_upsert_${part}`),
  );
};

export const upsertPartStatements = {
  caption: upsertPart("caption"),
  thumbnail: upsertPart("thumbnail"),
  tags: upsertPart("tags"),
} as const;

const contentDigest = sql`md5(concat_ws('|', ${assemblies.captionValue}::text,
  ${assemblies.thumbnailValue}::text, ${assemblies.tagsValue}::text))`;

/** Exactly one transaction gets the row back for each content: the row lock orders them, the digest tells. */
export const completeAssembly = defineStatement((orm) =>
  orm
    .update(assemblies)
    .set({
      state: "complete",
      version: sql`${assemblies.version} + 1`,
      contentHash: contentDigest,
      completedAt: sql`coalesce(${assemblies.completedAt}, ${placeholder("at")}::timestamptz)`,
    })
    .where(
      sql`${assemblies.sellerId} = ${placeholder("sellerId")}
        and ${assemblies.videoId} = ${placeholder("videoId")}
        and ${assemblies.captionRank} > 0 and ${assemblies.thumbnailRank} > 0
        and ${assemblies.contentHash} is distinct from ${contentDigest}`,
    )
    .returning({
      version: assemblies.version,
      createdAt: assemblies.createdAt,
      captionValue: assemblies.captionValue,
      captionRank: assemblies.captionRank,
      thumbnailValue: assemblies.thumbnailValue,
      thumbnailRank: assemblies.thumbnailRank,
      tagsValue: assemblies.tagsValue,
      tagsRank: assemblies.tagsRank,
    })
    .prepare("assembly_complete"),
);

const productColumns = [
  productAi.version,
  productAi.title,
  productAi.description,
  productAi.priceMinor,
  productAi.currency,
  productAi.sizes,
  productAi.productType,
  productAi.category,
  productAi.tags,
  productAi.confidence,
  productAi.fieldSources,
  productAi.updatedAt,
];

export const upsertProduct = defineStatement((orm) =>
  orm
    .insert(productAi)
    .values({
      productId: placeholder("productId"),
      sellerId: placeholder("sellerId"),
      videoId: placeholder("videoId"),
      version: placeholder("version"),
      title: placeholder("title"),
      description: placeholder("description"),
      priceMinor: placeholder("priceMinor"),
      currency: placeholder("currency"),
      sizes: placeholder("sizes"),
      productType: placeholder("productType"),
      category: placeholder("category"),
      tags: placeholder("tags"),
      confidence: placeholder("confidence"),
      fieldSources: placeholder("fieldSources"),
      createdAt: placeholder("at"),
      updatedAt: placeholder("at"),
    })
    .onConflictDoUpdate({
      target: [productAi.sellerId, productAi.videoId],
      set: Object.fromEntries(
        productColumns.map((column) => [
          columnKey(column.name),
          sql`excluded.${sql.identifier(column.name)}`,
        ]),
      ),
    })
    .prepare("product_upsert"),
);

/** Drizzle's key of a column: its SQL name in camel case, as every table here spells it. */
function columnKey(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

export const productBefore = defineStatement((orm) =>
  orm
    .select({
      title: productAi.title,
      description: productAi.description,
      priceMinor: productAi.priceMinor,
      currency: productAi.currency,
      category: productAi.category,
      tags: productAi.tags,
      sizes: productAi.sizes,
    })
    .from(productAi)
    .where(
      sql`${productAi.sellerId} = ${placeholder("sellerId")}
        and ${productAi.videoId} = ${placeholder("videoId")}`,
    )
    .prepare("product_before"),
);

export const deletePictures = defineStatement((orm) =>
  orm
    .delete(thumbnails)
    .where(
      sql`${thumbnails.sellerId} = ${placeholder("sellerId")}
        and ${thumbnails.videoId} = ${placeholder("videoId")}`,
    )
    .prepare("pictures_delete"),
);
