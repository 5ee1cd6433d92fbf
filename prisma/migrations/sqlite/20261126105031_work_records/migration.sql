-- AlterTable
ALTER TABLE "service_record" ADD COLUMN "replaces_id" INTEGER;

-- CreateTable
CREATE TABLE "work_record" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "title" TEXT,
    "day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "verb" TEXT,
    "quantity" REAL,
    "unit_word" TEXT,
    "giver" TEXT,
    "receiver" TEXT,
    "level" TEXT,
    "year" INTEGER,
    "activity_id" INTEGER,
    "unit_id" INTEGER,
    "reporter_id" INTEGER,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "revoked_at" DATETIME,
    "replaces_id" INTEGER,
    CONSTRAINT "work_record_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "work_record_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "work_record_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "project" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "tagging" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "project_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "revoked_at" DATETIME,
    CONSTRAINT "tagging_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_donation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "direction" TEXT NOT NULL DEFAULT 'received',
    "day" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "quantity" REAL,
    "unit_word" TEXT,
    "amount_fen" BIGINT,
    "donor" TEXT,
    "receiver" TEXT,
    "purpose" TEXT,
    "activity_id" INTEGER,
    "unit_id" INTEGER,
    "reporter_id" INTEGER,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "revoked_at" DATETIME,
    "replaces_id" INTEGER,
    CONSTRAINT "donation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "donation_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_donation" ("activity_id", "amount_fen", "created_at", "day", "donor", "id", "item", "kind", "message_id", "purpose", "quantity", "reporter_id", "revoked_at", "unit_id", "unit_word") SELECT "activity_id", "amount_fen", "created_at", "day", "donor", "id", "item", "kind", "message_id", "purpose", "quantity", "reporter_id", "revoked_at", "unit_id", "unit_word" FROM "donation";
DROP TABLE "donation";
ALTER TABLE "new_donation" RENAME TO "donation";
CREATE INDEX "donation_day_idx" ON "donation"("day");
CREATE TABLE "new_draft" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "unit" TEXT,
    "chat_id" TEXT,
    "person_id" INTEGER,
    "content" JSONB NOT NULL,
    "file_id" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "form" TEXT NOT NULL DEFAULT 'summary',
    "parent_id" INTEGER,
    "change" TEXT,
    "plan" JSONB,
    "final_at" DATETIME,
    "final_by_id" INTEGER
);
INSERT INTO "new_draft" ("chat_id", "content", "created_at", "file_id", "from_day", "id", "message_id", "person_id", "unit", "until_day") SELECT "chat_id", "content", "created_at", "file_id", "from_day", "id", "message_id", "person_id", "unit", "until_day" FROM "draft";
DROP TABLE "draft";
ALTER TABLE "new_draft" RENAME TO "draft";
CREATE INDEX "draft_chat_id_created_at_idx" ON "draft"("chat_id", "created_at");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "work_record_kind_day_idx" ON "work_record"("kind", "day");

-- CreateIndex
CREATE UNIQUE INDEX "project_name_key" ON "project"("name");

-- CreateIndex
CREATE INDEX "tagging_subject_idx" ON "tagging"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "tagging_project_id_subject_key" ON "tagging"("project_id", "subject");
