-- AlterTable
ALTER TABLE "outbox_item" ADD COLUMN "channel" TEXT;
ALTER TABLE "outbox_item" ADD COLUMN "progress" JSONB;

-- AlterTable
ALTER TABLE "person" ADD COLUMN "wecom_id" TEXT;

-- CreateTable
CREATE TABLE "channel" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "blocked_until" DATETIME,
    "last_sent_at" DATETIME,
    "last_error" TEXT,
    "last_error_at" DATETIME
);

-- CreateTable
CREATE TABLE "channel_use" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "allowance" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "open_userid" (
    "open_userid" TEXT NOT NULL PRIMARY KEY,
    "userid" TEXT,
    "checked_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "message_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "url" TEXT,
    "key" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "file_id" TEXT,
    "subject" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" DATETIME,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "attachment_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "attachment_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "poll" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "chat_id" TEXT,
    "creator_id" INTEGER NOT NULL,
    "is_multiple" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'open',
    "closes_at" DATETIME,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "closed_at" DATETIME,
    CONSTRAINT "poll_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "poll_option" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "poll_id" INTEGER NOT NULL,
    "serial" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "day" TEXT,
    CONSTRAINT "poll_option_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ballot" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "option_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "cast_at" DATETIME NOT NULL,
    CONSTRAINT "ballot_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "poll_option" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ballot_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "meeting_acceptance" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "active_key" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "withdrawn_at" DATETIME,
    CONSTRAINT "meeting_acceptance_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "meeting_acceptance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_chat" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "webhook" TEXT,
    "unit_id" INTEGER,
    CONSTRAINT "chat_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_chat" ("id", "webhook") SELECT "id", "webhook" FROM "chat";
DROP TABLE "chat";
ALTER TABLE "new_chat" RENAME TO "chat";
CREATE TABLE "new_question" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "chat_id" TEXT NOT NULL,
    "bot" TEXT NOT NULL DEFAULT '',
    "message_id" INTEGER NOT NULL,
    "choices" JSONB NOT NULL,
    "kept" JSONB,
    "expires_at" DATETIME NOT NULL,
    CONSTRAINT "question_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_question" ("chat_id", "choices", "expires_at", "id", "kept", "message_id", "person_id") SELECT "chat_id", "choices", "expires_at", "id", "kept", "message_id", "person_id" FROM "question";
DROP TABLE "question";
ALTER TABLE "new_question" RENAME TO "question";
CREATE UNIQUE INDEX "question_person_id_chat_id_bot_key" ON "question"("person_id", "chat_id", "bot");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "channel_use_allowance_at_idx" ON "channel_use"("allowance", "at");

-- CreateIndex
CREATE INDEX "attachment_state_created_at_idx" ON "attachment"("state", "created_at");

-- CreateIndex
CREATE INDEX "attachment_message_id_idx" ON "attachment"("message_id");

-- CreateIndex
CREATE INDEX "attachment_subject_idx" ON "attachment"("subject");

-- CreateIndex
CREATE INDEX "poll_chat_id_state_idx" ON "poll"("chat_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "poll_option_poll_id_serial_key" ON "poll_option"("poll_id", "serial");

-- CreateIndex
CREATE UNIQUE INDEX "ballot_option_id_person_id_key" ON "ballot"("option_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_acceptance_active_key_key" ON "meeting_acceptance"("active_key");

-- CreateIndex
CREATE INDEX "meeting_acceptance_occurrence_id_idx" ON "meeting_acceptance"("occurrence_id");
