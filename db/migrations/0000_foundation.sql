CREATE TYPE "public"."ai_outcome" AS ENUM('reading', 'answer', 'refused', 'cut', 'invalid');--> statement-breakpoint
CREATE TYPE "public"."ai_upgrade_reason" AS ENUM('open', 'budget', 'busy', 'error');--> statement-breakpoint
CREATE TYPE "public"."assembly_state" AS ENUM('pending', 'complete');--> statement-breakpoint
CREATE TYPE "public"."dead_letter_reason" AS ENUM('permanent', 'exhausted', 'missing', 'unpublished');--> statement-breakpoint
CREATE TYPE "public"."dead_letter_resolution" AS ENUM('handled', 'failed_again');--> statement-breakpoint
CREATE TYPE "public"."ingestion_state" AS ENUM('starting', 'running', 'completed', 'failed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."read_outcome" AS ENUM('ok', 'empty', 'private', 'not_found', 'blocked', 'error');--> statement-breakpoint
CREATE TYPE "public"."seller_status" AS ENUM('active', 'suspended', 'erased');--> statement-breakpoint
CREATE TYPE "public"."subscription_status" AS ENUM('trial', 'active', 'expired');--> statement-breakpoint
CREATE TYPE "public"."video_availability" AS ENUM('public', 'private', 'gone');--> statement-breakpoint
CREATE TABLE "ai_results" (
	"input_hash" text NOT NULL,
	"model" text NOT NULL,
	"prompt_version" text NOT NULL,
	"seller_id" uuid NOT NULL,
	"outcome" "ai_outcome" NOT NULL,
	"answer" jsonb,
	"lease_until" timestamp with time zone NOT NULL,
	"fence" integer DEFAULT 1 NOT NULL,
	"tokens" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ai_results_pkey" PRIMARY KEY("input_hash","model","prompt_version")
);
--> statement-breakpoint
CREATE TABLE "ai_upgrades" (
	"seller_id" uuid NOT NULL,
	"video_id" text NOT NULL,
	"reason" "ai_upgrade_reason" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ai_upgrades_pkey" PRIMARY KEY("seller_id","video_id")
);
--> statement-breakpoint
CREATE TABLE "breaker_calls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"breaker" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"failed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "breakers" (
	"name" text PRIMARY KEY NOT NULL,
	"consecutive_failures" integer DEFAULT 0 NOT NULL,
	"trips" integer DEFAULT 0 NOT NULL,
	"open_until" timestamp with time zone,
	"probe_until" timestamp with time zone,
	"probe" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assemblies" (
	"seller_id" uuid NOT NULL,
	"video_id" text NOT NULL,
	"caption_value" jsonb,
	"caption_rank" smallint DEFAULT 0 NOT NULL,
	"caption_source_version" integer DEFAULT 0 NOT NULL,
	"caption_at" timestamp with time zone,
	"thumbnail_value" jsonb,
	"thumbnail_rank" smallint DEFAULT 0 NOT NULL,
	"thumbnail_source_version" integer DEFAULT 0 NOT NULL,
	"thumbnail_at" timestamp with time zone,
	"tags_value" jsonb,
	"tags_rank" smallint DEFAULT 0 NOT NULL,
	"tags_source_version" integer DEFAULT 0 NOT NULL,
	"tags_at" timestamp with time zone,
	"state" "assembly_state" DEFAULT 'pending' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"content_hash" text,
	"created_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "assemblies_pkey" PRIMARY KEY("seller_id","video_id")
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"episode" integer DEFAULT 0 NOT NULL,
	"event_type" text NOT NULL,
	"reason" "dead_letter_reason" NOT NULL,
	"attempts" integer NOT NULL,
	"status" integer,
	"first_error" text,
	"error" text NOT NULL,
	"message_id" text,
	"correlation_id" uuid,
	"failed_at" timestamp with time zone NOT NULL,
	"redrives" integer DEFAULT 0 NOT NULL,
	"redriven_at" timestamp with time zone,
	"set_aside_at" timestamp with time zone,
	"set_aside_reason" text,
	"resolved_at" timestamp with time zone,
	"resolution" "dead_letter_resolution",
	CONSTRAINT "dead_letters_delivery_key" UNIQUE("consumer","event_id","episode")
);
--> statement-breakpoint
CREATE TABLE "delivery_failures" (
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"first_error" text NOT NULL,
	"first_failed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_error" text NOT NULL,
	"last_status" integer NOT NULL,
	"last_failed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "delivery_failures_pkey" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"event_type" text NOT NULL,
	"event_version" text NOT NULL,
	"topic" text NOT NULL,
	"source" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"correlation_id" uuid NOT NULL,
	"seller_id" uuid,
	"video_id" text,
	"metadata" jsonb NOT NULL,
	"payload" jsonb NOT NULL,
	"published_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_until" timestamp with time zone,
	"claim_token" uuid,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"handled_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_pkey" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"scope" text NOT NULL,
	"day" date NOT NULL,
	"cap" integer NOT NULL,
	"spent" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "budgets_pkey" PRIMARY KEY("scope","day")
);
--> statement-breakpoint
CREATE TABLE "ingestion_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" "ingestion_state" DEFAULT 'starting' NOT NULL,
	"trigger" text NOT NULL,
	"targets" jsonb NOT NULL,
	"scraper_run_id" text,
	"dataset_id" text,
	"offset" integer DEFAULT 0 NOT NULL,
	"counters" jsonb NOT NULL,
	"error" text,
	"retryable" boolean,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"deadline_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ingestion_runs_scraper_run_id_key" UNIQUE("scraper_run_id")
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"owner" uuid NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"fence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seller_cursors" (
	"seller_id" uuid PRIMARY KEY NOT NULL,
	"high_water_at" timestamp with time zone,
	"next_poll_at" timestamp with time zone NOT NULL,
	"poll_interval_seconds" integer NOT NULL,
	"claimed_until" timestamp with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"last_outcome" "read_outcome",
	"failures" integer DEFAULT 0 NOT NULL,
	"last_read_at" timestamp with time zone,
	"next_deep_read_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "product_ai" (
	"product_id" uuid NOT NULL,
	"seller_id" uuid NOT NULL,
	"video_id" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"price_minor" bigint,
	"currency" text,
	"sizes" text[] NOT NULL,
	"product_type" text,
	"category" text NOT NULL,
	"tags" text[] NOT NULL,
	"confidence" double precision NOT NULL,
	"field_sources" jsonb NOT NULL,
	"visibility_version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "product_ai_pkey" PRIMARY KEY("seller_id","video_id"),
	CONSTRAINT "product_ai_product_id_key" UNIQUE("product_id")
);
--> statement-breakpoint
CREATE TABLE "product_overrides" (
	"seller_id" uuid NOT NULL,
	"video_id" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"title" text,
	"description" text,
	"price_minor" bigint,
	"currency" text,
	"sizes" text[],
	"category" text,
	"tags" text[],
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "product_overrides_pkey" PRIMARY KEY("seller_id","video_id")
);
--> statement-breakpoint
CREATE TABLE "product_search" (
	"seller_id" uuid NOT NULL,
	"video_id" text NOT NULL,
	"version" integer NOT NULL,
	"document" text NOT NULL,
	"indexed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "product_search_pkey" PRIMARY KEY("seller_id","video_id")
);
--> statement-breakpoint
CREATE TABLE "sellers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handle" text NOT NULL,
	"phone" text,
	"country" text NOT NULL,
	"name" text NOT NULL,
	"status" "seller_status" DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sellers_handle_key" UNIQUE("handle"),
	CONSTRAINT "sellers_handle_form" CHECK ("sellers"."handle" ~ '^[a-z0-9._-]{2,64}$'),
	CONSTRAINT "sellers_country_form" CHECK ("sellers"."country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "shops" (
	"seller_id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"currency" text NOT NULL,
	"subscription_status" "subscription_status" DEFAULT 'trial' NOT NULL,
	"trial_ends_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thumbnails" (
	"seller_id" uuid NOT NULL,
	"video_id" text NOT NULL,
	"position" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"at_seconds" double precision,
	"variants" jsonb NOT NULL,
	"preview_url" text,
	"placeholder" text NOT NULL,
	"dominant_colors" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "thumbnails_pkey" PRIMARY KEY("seller_id","video_id","position")
);
--> statement-breakpoint
CREATE TABLE "videos" (
	"video_id" text PRIMARY KEY NOT NULL,
	"seller_id" uuid NOT NULL,
	"caption" text NOT NULL,
	"hashtags" text[] NOT NULL,
	"tracked" boolean NOT NULL,
	"tracked_since" timestamp with time zone,
	"source_version" integer DEFAULT 1 NOT NULL,
	"video_url" text NOT NULL,
	"media_url" text,
	"cover_url" text,
	"slideshow_urls" text[] NOT NULL,
	"subtitle_urls" text[] NOT NULL,
	"duration_seconds" double precision,
	"stats" jsonb NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	"availability" "video_availability" DEFAULT 'public' NOT NULL,
	"hidden_with_profile" boolean DEFAULT false NOT NULL,
	"missed_reads" integer DEFAULT 0 NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ai_results" ADD CONSTRAINT "ai_results_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_upgrades" ADD CONSTRAINT "ai_upgrades_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_upgrades" ADD CONSTRAINT "ai_upgrades_video_id_fkey" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("video_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assemblies" ADD CONSTRAINT "assemblies_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_cursors" ADD CONSTRAINT "seller_cursors_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_ai" ADD CONSTRAINT "product_ai_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_ai" ADD CONSTRAINT "product_ai_video_id_videos_video_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("video_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_overrides" ADD CONSTRAINT "product_overrides_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_overrides" ADD CONSTRAINT "product_overrides_video_id_videos_video_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("video_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shops" ADD CONSTRAINT "shops_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thumbnails" ADD CONSTRAINT "thumbnails_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "videos" ADD CONSTRAINT "videos_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_results_seller_idx" ON "ai_results" USING btree ("seller_id");--> statement-breakpoint
CREATE INDEX "ai_upgrades_due_idx" ON "ai_upgrades" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "breaker_calls_at_idx" ON "breaker_calls" USING btree ("breaker","at");--> statement-breakpoint
CREATE INDEX "assemblies_expiry_idx" ON "assemblies" USING btree ("expires_at") WHERE "assemblies"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "dead_letters_event_idx" ON "dead_letters" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "dead_letters_failed_idx" ON "dead_letters" USING btree ("failed_at","id");--> statement-breakpoint
CREATE INDEX "dead_letters_unresolved_idx" ON "dead_letters" USING btree ("failed_at","id") WHERE "dead_letters"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "delivery_failures_last_idx" ON "delivery_failures" USING btree ("last_failed_at");--> statement-breakpoint
CREATE INDEX "events_outbox_idx" ON "events" USING btree ("next_attempt_at") WHERE "events"."published_at" is null;--> statement-breakpoint
CREATE INDEX "events_seq_idx" ON "events" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "events_correlation_idx" ON "events" USING btree ("correlation_id");--> statement-breakpoint
CREATE INDEX "events_video_idx" ON "events" USING btree ("video_id");--> statement-breakpoint
CREATE INDEX "events_type_seq_idx" ON "events" USING btree ("event_type","seq");--> statement-breakpoint
CREATE INDEX "ingestion_runs_open_idx" ON "ingestion_runs" USING btree ("deadline_at") WHERE "ingestion_runs"."state" in ('starting', 'running');--> statement-breakpoint
CREATE INDEX "ingestion_runs_started_idx" ON "ingestion_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "seller_cursors_due_idx" ON "seller_cursors" USING btree ("next_poll_at");--> statement-breakpoint
CREATE INDEX "product_ai_seller_created_idx" ON "product_ai" USING btree ("seller_id","created_at","video_id");--> statement-breakpoint
CREATE INDEX "product_ai_seller_updated_idx" ON "product_ai" USING btree ("seller_id","updated_at");--> statement-breakpoint
CREATE INDEX "product_search_document_idx" ON "product_search" USING gin (to_tsvector('simple', "document"));--> statement-breakpoint
CREATE INDEX "videos_seller_posted_idx" ON "videos" USING btree ("seller_id","posted_at");--> statement-breakpoint
CREATE INDEX "videos_tracked_idx" ON "videos" USING btree ("tracked_since","seller_id","video_id") WHERE "videos"."tracked";--> statement-breakpoint
CREATE VIEW "public"."products" AS (
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
);--> statement-breakpoint
-- Open pages drop what is not newer than what they show, so a product that leaves the shop needs a
-- new version as much as one whose words change; here no writer of videos can forget it.
CREATE FUNCTION "public"."note_visibility_change"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  update product_ai
  set visibility_version = visibility_version + 1,
    updated_at = greatest(updated_at, clock_timestamp())
  where seller_id = new.seller_id and video_id = new.video_id;
  return null;
end
$$;--> statement-breakpoint
CREATE TRIGGER "videos_visibility_change" AFTER UPDATE OF "availability", "tracked" ON "videos"
FOR EACH ROW WHEN (
  old.availability IS DISTINCT FROM new.availability OR old.tracked IS DISTINCT FROM new.tracked
) EXECUTE FUNCTION "public"."note_visibility_change"();
