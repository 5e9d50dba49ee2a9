CREATE TABLE "handle_claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handle" text NOT NULL,
	"user_id" uuid NOT NULL,
	"seller_id" uuid,
	"code" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "handle_claims_handle_user_key" UNIQUE("handle","user_id"),
	CONSTRAINT "handle_claims_state_known" CHECK ("handle_claims"."state" in ('open', 'proved', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "profile_lookups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"handle" text NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"scraper_run_id" text,
	"dataset_id" text,
	"found" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "profile_lookups_done_when_found" CHECK ("profile_lookups"."state" <> 'done' or "profile_lookups"."found" is not null)
);
--> statement-breakpoint
ALTER TABLE "shops" ADD COLUMN "expired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "handle_claims" ADD CONSTRAINT "handle_claims_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handle_claims" ADD CONSTRAINT "handle_claims_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_lookups" ADD CONSTRAINT "profile_lookups_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "handle_claims_proved_key" ON "handle_claims" USING btree ("handle") WHERE "handle_claims"."state" = 'proved';--> statement-breakpoint
CREATE INDEX "handle_claims_user_idx" ON "handle_claims" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "handle_claims_seller_idx" ON "handle_claims" USING btree ("seller_id");--> statement-breakpoint
CREATE INDEX "profile_lookups_user_idx" ON "profile_lookups" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "sellers_phone_idx" ON "sellers" USING btree ("phone");