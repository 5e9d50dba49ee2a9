CREATE TYPE "public"."ai_outcome" AS ENUM('reading', 'answer', 'refused', 'cut', 'invalid');--> statement-breakpoint
CREATE TYPE "public"."ai_upgrade_reason" AS ENUM('open', 'budget', 'busy', 'error');--> statement-breakpoint
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
ALTER TABLE "ai_results" ADD CONSTRAINT "ai_results_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_upgrades" ADD CONSTRAINT "ai_upgrades_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_upgrades" ADD CONSTRAINT "ai_upgrades_video_id_fkey" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("video_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_results_seller_idx" ON "ai_results" USING btree ("seller_id");--> statement-breakpoint
CREATE INDEX "ai_upgrades_due_idx" ON "ai_upgrades" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "breaker_calls_at_idx" ON "breaker_calls" USING btree ("breaker","at");