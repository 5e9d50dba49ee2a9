CREATE TABLE "replays" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consumer" text NOT NULL,
	"request" text NOT NULL,
	"filter" jsonb NOT NULL,
	"until_seq" bigint NOT NULL,
	"cursor_seq" bigint DEFAULT 0 NOT NULL,
	"handled" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "replays_unfinished_key" ON "replays" USING btree ("request") WHERE "replays"."finished_at" is null;--> statement-breakpoint
-- A product follows the log: what shoppers may see changes with the event that says so, at the event's
-- own time, so that the log alone gives the same row again. Every writer of videos appends that event
-- in the same transaction; so did those of the version before.
DROP TRIGGER "videos_visibility_change" ON "videos";--> statement-breakpoint
DROP FUNCTION "public"."note_visibility_change"();--> statement-breakpoint
CREATE FUNCTION "public"."apply_visibility_event"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  update product_ai
  set visibility_version = visibility_version + 1,
    updated_at = greatest(updated_at, new.occurred_at)
  where seller_id = new.seller_id and video_id = new.video_id;
  return null;
end
$$;--> statement-breakpoint
CREATE TRIGGER "events_visibility" AFTER INSERT ON "events"
FOR EACH ROW WHEN (
  new.event_type IN ('content.archived', 'content.published')
  AND new.seller_id IS NOT NULL AND new.video_id IS NOT NULL
) EXECUTE FUNCTION "public"."apply_visibility_event"();--> statement-breakpoint
-- Without it a product that is being made while its video is hidden would miss that event: neither
-- transaction sees the other's row, yet the log has them in one order.
CREATE FUNCTION "public"."wait_for_video"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform from videos where video_id = new.video_id for share;
  return new;
end
$$;--> statement-breakpoint
CREATE TRIGGER "product_ai_waits_for_video" BEFORE INSERT ON "product_ai"
FOR EACH ROW EXECUTE FUNCTION "public"."wait_for_video"();--> statement-breakpoint
-- A number of the log is drawn by a transaction that has its id by then: once all ids up to now are
-- finished, no row can appear any more below the number that is the last now.
CREATE FUNCTION "public"."take_transaction_id"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform pg_current_xact_id();
  return null;
end
$$;--> statement-breakpoint
CREATE TRIGGER "events_take_transaction_id" BEFORE INSERT ON "events"
FOR EACH STATEMENT EXECUTE FUNCTION "public"."take_transaction_id"();
