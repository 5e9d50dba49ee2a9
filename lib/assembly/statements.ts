import { sql } from "drizzle-orm";
import { defineSql, defineStatement } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { PartName } from "./part.ts";

const { assemblies, productAi } = schema;
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
      .returning({
        captionRank: assemblies.captionRank,
        thumbnailRank: assemblies.thumbnailRank,
      })
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
      set: {
        ...Object.fromEntries(
          productColumns.map((column) => [
            columnKey(column.name),
            sql`excluded.${sql.identifier(column.name)}`,
          ]),
        ),
        // Clocks of two instances differ, and a reader who asks since the later one would miss this.
        updatedAt: sql`greatest(${productAi.updatedAt}, excluded.updated_at)`,
      },
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

/** Parameters: seller, video, the pictures as a JSON array, their colours, the moment. */
export const replacePictures = defineSql(
  "pictures_replace",
  `with shown as (
     select * from jsonb_to_recordset($3::jsonb) as picture (position integer, width integer,
       height integer, "atSeconds" double precision, variants jsonb, "previewUrl" text,
       placeholder text)
   ), gone as (
     delete from thumbnails where seller_id = $1 and video_id = $2
       and position not in (select position from shown)
   )
   insert into thumbnails (seller_id, video_id, position, width, height, at_seconds, variants,
     preview_url, placeholder, dominant_colors, created_at)
   select $1, $2, position, width, height, "atSeconds", variants, "previewUrl", placeholder, $4, $5
   from shown
   on conflict (seller_id, video_id, position) do update set
     width = excluded.width, height = excluded.height, at_seconds = excluded.at_seconds,
     variants = excluded.variants, preview_url = excluded.preview_url,
     placeholder = excluded.placeholder, dominant_colors = excluded.dominant_colors,
     created_at = excluded.created_at`,
);
