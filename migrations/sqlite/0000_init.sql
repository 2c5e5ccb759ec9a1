CREATE TABLE `answer_mark` (
	`topic` text NOT NULL,
	`mark` text NOT NULL,
	`day` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`topic`, `mark`, `day`)
);
--> statement-breakpoint
CREATE TABLE `attachment` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`inbound_id` text NOT NULL,
	`mime` text NOT NULL,
	`size` integer NOT NULL,
	`bytes_enc` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`inbound_id`) REFERENCES `inbound`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `attachment_conversation` ON `attachment` (`conversation_id`);--> statement-breakpoint
CREATE INDEX `attachment_inbound` ON `attachment` (`inbound_id`);--> statement-breakpoint
CREATE INDEX `attachment_created` ON `attachment` (`created_at`);--> statement-breakpoint
CREATE TABLE `conversation` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`handle_hash` text NOT NULL,
	`handle_enc` text NOT NULL,
	`municipality` text NOT NULL,
	`language` text NOT NULL,
	`state_enc` text NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`last_seq` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`due_limit` integer,
	`lease` text,
	`lease_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`active_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversation_address` ON `conversation` (`channel`,`handle_hash`);--> statement-breakpoint
CREATE INDEX `conversation_due` ON `conversation` (`due_at`) WHERE "conversation"."due_at" is not null;--> statement-breakpoint
CREATE TABLE `handoff_case` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`status` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`body` text NOT NULL,
	`requested_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handoff_case_open` ON `handoff_case` (`conversation_id`) WHERE "handoff_case"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `handoff_case_conversation` ON `handoff_case` (`conversation_id`);--> statement-breakpoint
CREATE TABLE `inbound` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`external_id` text NOT NULL,
	`body_enc` text NOT NULL,
	`at` integer NOT NULL,
	`handled_at` integer,
	`outcome` text,
	`code` text,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_once` ON `inbound` (`conversation_id`,`external_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_order` ON `inbound` (`conversation_id`,`seq`);--> statement-breakpoint
CREATE INDEX `inbound_waiting` ON `inbound` (`conversation_id`,`seq`) WHERE "inbound"."handled_at" is null;--> statement-breakpoint
CREATE INDEX `inbound_set_aside` ON `inbound` (`handled_at`) WHERE "inbound"."outcome" = 'set_aside';--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`seq` integer NOT NULL,
	`channel` text NOT NULL,
	`author` text NOT NULL,
	`body_enc` text NOT NULL,
	`created_at` integer NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`uncertain` integer DEFAULT 0 NOT NULL,
	`sent_at` integer,
	`external_id` text,
	`code` text,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_order` ON `outbox` (`conversation_id`,`seq`);--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`conversation_id`,`seq`) WHERE "outbox"."status" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`) WHERE "outbox"."status" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_failed` ON `outbox` (`created_at`) WHERE "outbox"."status" = 'failed';--> statement-breakpoint
CREATE INDEX `outbox_uncertain` ON `outbox` (`created_at`) WHERE "outbox"."uncertain" = 1;--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
