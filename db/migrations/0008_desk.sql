ALTER TABLE "product_overrides" ADD COLUMN "state" text DEFAULT 'live' NOT NULL;--> statement-breakpoint
ALTER TABLE "product_overrides" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "product_overrides" ADD COLUMN "delete_reason" text;--> statement-breakpoint
ALTER TABLE "product_overrides" ADD COLUMN "purged_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "product_overrides_purge_idx" ON "product_overrides" USING btree ("deleted_at") WHERE "product_overrides"."deleted_at" is not null and "product_overrides"."purged_at" is null;--> statement-breakpoint
ALTER TABLE "product_overrides" ADD CONSTRAINT "product_overrides_state_check" CHECK ("product_overrides"."state" in ('live', 'hidden', 'archived'));--> statement-breakpoint
-- In its place, so that whoever reads it meanwhile always finds it.
CREATE OR REPLACE VIEW "public"."products" AS (
  select
    ai.product_id, ai.seller_id, s.handle, ai.video_id,
    ai.version + ai.visibility_version + coalesce(o.revision, 0) as version,
    coalesce(o.title, ai.title) as title,
    coalesce(o.description, ai.description) as description,
    coalesce(o.price_minor, ai.price_minor) as price_minor,
    case when o.price_minor is null then ai.currency
      else coalesce(o.currency, shop.currency) end as currency,
    coalesce(o.sizes, ai.sizes) as sizes,
    ai.product_type,
    coalesce(o.category, ai.category) as category,
    coalesce(o.tags, ai.tags) as tags,
    ai.confidence,
    v.caption, v.video_url, v.duration_seconds, v.posted_at,
    case
      when o.deleted_at is not null then 'deleted'
      when o.state <> 'live' then o.state
      when v.availability = 'gone' then 'gone'
      when v.availability = 'private' then 'private'
      when not v.tracked then 'untagged'
      else 'live'
    end as visibility,
    ai.created_at,
    greatest(ai.updated_at, o.updated_at) as updated_at
  from product_ai ai
  join sellers s on s.id = ai.seller_id
  join videos v on v.video_id = ai.video_id
  left join shops shop on shop.seller_id = ai.seller_id
  left join product_overrides o on o.seller_id = ai.seller_id and o.video_id = ai.video_id
);