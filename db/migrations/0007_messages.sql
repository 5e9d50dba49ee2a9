CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seller_id" uuid NOT NULL,
	"template" text NOT NULL,
	"occasion" text NOT NULL,
	"state" text NOT NULL,
	"claimed_until" timestamp with time zone,
	"claims" smallint DEFAULT 0 NOT NULL,
	"provider_id" text,
	"error_code" integer,
	"created_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	CONSTRAINT "messages_once_key" UNIQUE("seller_id","template","occasion"),
	CONSTRAINT "messages_provider_key" UNIQUE("provider_id"),
	CONSTRAINT "messages_state_known" CHECK ("messages"."state" in ('claimed', 'switched_off', 'opted_out', 'refused', 'accepted', 'sent', 'failed', 'delivered', 'read')),
	CONSTRAINT "messages_claim_ends" CHECK ("messages"."state" <> 'claimed' or "messages"."claimed_until" is not null)
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"seller_id" uuid PRIMARY KEY NOT NULL,
	"opted_out" boolean NOT NULL,
	"said_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_outs" ADD CONSTRAINT "opt_outs_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;