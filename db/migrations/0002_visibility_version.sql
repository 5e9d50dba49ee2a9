DROP VIEW "public"."products";--> statement-breakpoint
ALTER TABLE "product_ai" ADD COLUMN "visibility_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE VIEW "public"."products" AS (
  select
    ai.product_id, ai.seller_id, s.handle, ai.video_id,
    ai.version + ai.visibility_version + coalesce(o.revision, 0) as version,
    coalesce(o.title, ai.title) as title,
    coalesce(o.description, ai.description) as description,
    coalesce(o.price_minor, ai.price_minor) as price_minor,
    coalesce(o.currency, ai.currency) as currency,
    coalesce(o.sizes, ai.sizes) as sizes,
    ai.product_type,
    coalesce(o.category, ai.category) as category,
    coalesce(o.tags, ai.tags) as tags,
    ai.confidence,
    v.caption, v.video_url, v.duration_seconds, v.posted_at,
    case
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
  left join product_overrides o on o.seller_id = ai.seller_id and o.video_id = ai.video_id
);--> statement-breakpoint
-- Open pages drop what is not newer than what they show, so a product that leaves the shop needs a
-- new version as much as one whose words change; here no writer of videos can forget it.
CREATE FUNCTION "public"."note_visibility_change"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  update product_ai
  set visibility_version = visibility_version + 1, updated_at = now()
  where seller_id = new.seller_id and video_id = new.video_id;
  return null;
end
$$;--> statement-breakpoint
CREATE TRIGGER "videos_visibility_change" AFTER UPDATE OF "availability", "tracked" ON "videos"
FOR EACH ROW WHEN (
  old.availability IS DISTINCT FROM new.availability OR old.tracked IS DISTINCT FROM new.tracked
) EXECUTE FUNCTION "public"."note_visibility_change"();
