CREATE TABLE "answer_mark" (
	"topic" text NOT NULL,
	"mark" text NOT NULL,
	"day" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "answer_mark_topic_mark_day_pk" PRIMARY KEY("topic","mark","day")
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"inbound_id" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer NOT NULL,
	"bytes_enc" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"handle_hash" text NOT NULL,
	"handle_enc" text NOT NULL,
	"municipality" text NOT NULL,
	"language" text NOT NULL,
	"state_enc" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"due_at" bigint,
	"due_limit" bigint,
	"lease" text,
	"lease_until" bigint,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"active_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handoff_case" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"body" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "inbound" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"body_enc" text NOT NULL,
	"at" bigint NOT NULL,
	"handled_at" bigint,
	"outcome" text,
	"code" text
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"seq" integer NOT NULL,
	"channel" text NOT NULL,
	"author" text NOT NULL,
	"body_enc" text NOT NULL,
	"created_at" bigint NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" bigint NOT NULL,
	"uncertain" integer DEFAULT 0 NOT NULL,
	"sent_at" bigint,
	"external_id" text,
	"code" text
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_inbound_id_inbound_id_fk" FOREIGN KEY ("inbound_id") REFERENCES "public"."inbound"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoff_case" ADD CONSTRAINT "handoff_case_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound" ADD CONSTRAINT "inbound_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_conversation" ON "attachment" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "attachment_inbound" ON "attachment" USING btree ("inbound_id");--> statement-breakpoint
CREATE INDEX "attachment_created" ON "attachment" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_address" ON "conversation" USING btree ("channel","handle_hash");--> statement-breakpoint
CREATE INDEX "conversation_due" ON "conversation" USING btree ("due_at") WHERE "conversation"."due_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "handoff_case_open" ON "handoff_case" USING btree ("conversation_id") WHERE "handoff_case"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "handoff_case_conversation" ON "handoff_case" USING btree ("conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_once" ON "inbound" USING btree ("conversation_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_order" ON "inbound" USING btree ("conversation_id","seq");--> statement-breakpoint
CREATE INDEX "inbound_waiting" ON "inbound" USING btree ("conversation_id","seq") WHERE "inbound"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "inbound_set_aside" ON "inbound" USING btree ("handled_at") WHERE "inbound"."outcome" = 'set_aside';--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_order" ON "outbox" USING btree ("conversation_id","seq");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("conversation_id","seq") WHERE "outbox"."status" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at") WHERE "outbox"."status" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_failed" ON "outbox" USING btree ("created_at") WHERE "outbox"."status" = 'failed';--> statement-breakpoint
CREATE INDEX "outbox_uncertain" ON "outbox" USING btree ("created_at") WHERE "outbox"."uncertain" = 1;