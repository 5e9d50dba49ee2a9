CREATE TABLE "subject_keys" (
	"subject" text PRIMARY KEY NOT NULL,
	"wrapped" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"destroyed_at" timestamp with time zone,
	CONSTRAINT "subject_keys_destroyed_or_whole" CHECK (("subject_keys"."wrapped" is null) = ("subject_keys"."destroyed_at" is not null))
);
