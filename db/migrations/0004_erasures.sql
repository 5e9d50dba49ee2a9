CREATE TABLE "erasures" (
	"seller_id" uuid PRIMARY KEY NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone,
	"swept_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "erasures_open_idx" ON "erasures" USING btree ("requested_at") WHERE "erasures"."swept_at" is null;--> statement-breakpoint
CREATE INDEX "product_ai_video_idx" ON "product_ai" USING btree ("video_id");--> statement-breakpoint
CREATE INDEX "product_overrides_video_idx" ON "product_overrides" USING btree ("video_id");