CREATE TABLE "analytics_daily" (
	"seller_id" uuid NOT NULL,
	"day" date NOT NULL,
	"metric" text NOT NULL,
	"video_id" text DEFAULT '' NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "analytics_daily_pkey" PRIMARY KEY("seller_id","day","metric","video_id")
);
--> statement-breakpoint
CREATE TABLE "log_cursors" (
	"consumer" text PRIMARY KEY NOT NULL,
	"xid" "xid8" DEFAULT '0'::xid8 NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_until" timestamp with time zone,
	"claim_token" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "events_position_idx" ON "events" USING btree ("xid","seq");