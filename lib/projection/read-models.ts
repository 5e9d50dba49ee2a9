/** A table that is made of events alone. The names are part of SQL text, so they are written here only. */
export type ReadModel = { table: string; key: readonly string[] };

export const PRODUCT_MODELS = [
  { table: "product_ai", key: ["seller_id", "video_id"] },
  { table: "thumbnails", key: ["seller_id", "video_id", "position"] },
  { table: "product_search", key: ["seller_id", "video_id"] },
  { table: "product_overrides", key: ["seller_id", "video_id"] },
] as const satisfies readonly ReadModel[];

export type ProductTable = (typeof PRODUCT_MODELS)[number]["table"];

export const ANALYTICS_MODEL = {
  table: "analytics_daily",
  key: ["seller_id", "day", "metric", "video_id"],
} as const satisfies ReadModel;

export const READ_MODELS: readonly ReadModel[] = [...PRODUCT_MODELS, ANALYTICS_MODEL];
