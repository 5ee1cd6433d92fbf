-- AlterTable
ALTER TABLE "outbox_item" ADD COLUMN "bundle" INTEGER;
ALTER TABLE "outbox_item" ADD COLUMN "occurrence" TEXT;
ALTER TABLE "outbox_item" ADD COLUMN "subject" TEXT;
ALTER TABLE "outbox_item" ADD COLUMN "version" TEXT;

-- CreateTable
CREATE TABLE "post" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "activity_id" INTEGER NOT NULL,
    "serial" INTEGER NOT NULL,
    "name" TEXT,
    "start_time" TEXT,
    "end_time" TEXT,
    "capacity" INTEGER,
    "ended_at" DATETIME,
    CONSTRAINT "post_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "standing_registration" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "activity_id" INTEGER NOT NULL,
    "post_id" INTEGER,
    "person_id" INTEGER NOT NULL,
    "registrar_id" INTEGER NOT NULL,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT,
    "active_key" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    CONSTRAINT "standing_registration_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "standing_registration_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "standing_registration_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "standing_registration_registrar_id_fkey" FOREIGN KEY ("registrar_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "swap" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "asker_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "given_id" INTEGER NOT NULL,
    "taken_id" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "chat_id" TEXT,
    "expires_at" DATETIME NOT NULL,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "settled_at" DATETIME,
    CONSTRAINT "swap_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "swap_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "swap_given_id_fkey" FOREIGN KEY ("given_id") REFERENCES "registration" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "swap_taken_id_fkey" FOREIGN KEY ("taken_id") REFERENCES "registration" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "agenda_item" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "meeting_id" INTEGER NOT NULL,
    "occurrence_id" INTEGER,
    "text" TEXT NOT NULL,
    "proposer_id" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'open',
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "agenda_item_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "agenda_item_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "agenda_item_proposer_id_fkey" FOREIGN KEY ("proposer_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "way" TEXT NOT NULL,
    "active_key" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "withdrawn_at" DATETIME,
    CONSTRAINT "attendance_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "attendance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "check_in_code" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "occurrence_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_by_id" INTEGER,
    "used_at" DATETIME,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "check_in_code_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "check_in_code_used_by_id_fkey" FOREIGN KEY ("used_by_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "minutes" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "occurrence_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "decisions" JSONB NOT NULL,
    "recorder_id" INTEGER,
    "file_id" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "withdrawn_at" DATETIME,
    CONSTRAINT "minutes_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "minutes_recorder_id_fkey" FOREIGN KEY ("recorder_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "task" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "giver_id" INTEGER,
    "due_day" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "chat_id" TEXT,
    "unit_id" INTEGER,
    "occurrence_id" INTEGER,
    "minutes_id" INTEGER,
    "result" TEXT,
    "done_at" DATETIME,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    CONSTRAINT "task_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "task_giver_id_fkey" FOREIGN KEY ("giver_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "task_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "task_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "task_minutes_id_fkey" FOREIGN KEY ("minutes_id") REFERENCES "minutes" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "reminder_rule" (
    "kind" TEXT NOT NULL PRIMARY KEY,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "offsets" JSONB,
    "message_id" INTEGER,
    "updated_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "reminder_opt_out" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "reminder_opt_out_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "note" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "text" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "audience" JSONB NOT NULL,
    "creator_id" INTEGER,
    "chat_id" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "ended_at" DATETIME
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_activity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "place" TEXT,
    "chat_id" TEXT,
    "organiser_id" INTEGER,
    "unit_id" INTEGER,
    "kind" TEXT NOT NULL DEFAULT 'activity',
    "recurrence" JSONB,
    "is_on_holidays" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'open',
    "cancel_reason" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "activity_organiser_id_fkey" FOREIGN KEY ("organiser_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "activity_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_activity" ("cancel_reason", "chat_id", "created_at", "id", "message_id", "organiser_id", "place", "state", "title", "unit_id") SELECT "cancel_reason", "chat_id", "created_at", "id", "message_id", "organiser_id", "place", "state", "title", "unit_id" FROM "activity";
DROP TABLE "activity";
ALTER TABLE "new_activity" RENAME TO "activity";
CREATE TABLE "new_meeting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'other',
    "recurrence" JSONB,
    "from_day" TEXT,
    "until_day" TEXT,
    "attendees" JSONB,
    "unit_id" INTEGER,
    "weekday" INTEGER,
    "on_day" TEXT,
    "start_time" TEXT NOT NULL,
    "place" TEXT,
    "chair" TEXT,
    "agenda" JSONB NOT NULL,
    "chat_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "meeting_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_meeting" ("agenda", "chair", "chat_id", "created_at", "id", "message_id", "on_day", "place", "start_time", "state", "title", "weekday") SELECT "agenda", "chair", "chat_id", "created_at", "id", "message_id", "on_day", "place", "start_time", "state", "title", "weekday" FROM "meeting";
DROP TABLE "meeting";
ALTER TABLE "new_meeting" RENAME TO "meeting";
CREATE TABLE "new_occurrence" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "activity_id" INTEGER NOT NULL,
    "post_id" INTEGER,
    "series_key" TEXT,
    "day" TEXT NOT NULL,
    "start_time" TEXT,
    "end_time" TEXT,
    "starts_at" DATETIME NOT NULL,
    "deadline_at" DATETIME,
    "capacity" INTEGER,
    "places_left" INTEGER,
    "waiting_serial" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'open',
    CONSTRAINT "occurrence_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "occurrence_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_occurrence" ("activity_id", "capacity", "day", "deadline_at", "end_time", "id", "places_left", "start_time", "starts_at", "state", "waiting_serial") SELECT "activity_id", "capacity", "day", "deadline_at", "end_time", "id", "places_left", "start_time", "starts_at", "state", "waiting_serial" FROM "occurrence";
DROP TABLE "occurrence";
ALTER TABLE "new_occurrence" RENAME TO "occurrence";
CREATE UNIQUE INDEX "occurrence_series_key_key" ON "occurrence"("series_key");
CREATE INDEX "occurrence_state_starts_at_idx" ON "occurrence"("state", "starts_at");
CREATE INDEX "occurrence_activity_id_idx" ON "occurrence"("activity_id");
CREATE TABLE "new_person" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "userid" TEXT,
    "wecom_id" TEXT,
    "name" TEXT,
    "role" TEXT NOT NULL DEFAULT 'member',
    "unit_id" INTEGER,
    "party_status" TEXT NOT NULL DEFAULT 'none',
    "party_group_id" INTEGER,
    "name_asked_at" DATETIME,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "person_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "person_party_group_id_fkey" FOREIGN KEY ("party_group_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_person" ("created_at", "id", "name", "name_asked_at", "role", "unit_id", "userid", "wecom_id") SELECT "created_at", "id", "name", "name_asked_at", "role", "unit_id", "userid", "wecom_id" FROM "person";
DROP TABLE "person";
ALTER TABLE "new_person" RENAME TO "person";
CREATE UNIQUE INDEX "person_userid_key" ON "person"("userid");
CREATE INDEX "person_name_idx" ON "person"("name");
CREATE INDEX "person_party_status_idx" ON "person"("party_status");
CREATE TABLE "new_registration" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "registrar_id" INTEGER NOT NULL,
    "companions" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "waiting_serial" INTEGER,
    "offer_until" DATETIME,
    "standing_id" INTEGER,
    "active_key" TEXT,
    "chat_id" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "cancelled_at" DATETIME,
    CONSTRAINT "registration_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "occurrence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "registration_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "registration_registrar_id_fkey" FOREIGN KEY ("registrar_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "registration_standing_id_fkey" FOREIGN KEY ("standing_id") REFERENCES "standing_registration" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_registration" ("active_key", "cancelled_at", "chat_id", "companions", "created_at", "id", "message_id", "occurrence_id", "person_id", "registrar_id", "state", "waiting_serial") SELECT "active_key", "cancelled_at", "chat_id", "companions", "created_at", "id", "message_id", "occurrence_id", "person_id", "registrar_id", "state", "waiting_serial" FROM "registration";
DROP TABLE "registration";
ALTER TABLE "new_registration" RENAME TO "registration";
CREATE UNIQUE INDEX "registration_active_key_key" ON "registration"("active_key");
CREATE INDEX "registration_occurrence_id_state_waiting_serial_idx" ON "registration"("occurrence_id", "state", "waiting_serial");
CREATE INDEX "registration_person_id_state_idx" ON "registration"("person_id", "state");
CREATE INDEX "registration_offer_until_idx" ON "registration"("offer_until");
CREATE TABLE "new_unit" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'station'
);
INSERT INTO "new_unit" ("id", "name") SELECT "id", "name" FROM "unit";
DROP TABLE "unit";
ALTER TABLE "new_unit" RENAME TO "unit";
CREATE UNIQUE INDEX "unit_name_key" ON "unit"("name");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "post_activity_id_serial_key" ON "post"("activity_id", "serial");

-- CreateIndex
CREATE UNIQUE INDEX "standing_registration_active_key_key" ON "standing_registration"("active_key");

-- CreateIndex
CREATE INDEX "standing_registration_activity_id_idx" ON "standing_registration"("activity_id");

-- CreateIndex
CREATE INDEX "swap_other_id_state_idx" ON "swap"("other_id", "state");

-- CreateIndex
CREATE INDEX "swap_state_expires_at_idx" ON "swap"("state", "expires_at");

-- CreateIndex
CREATE INDEX "agenda_item_meeting_id_state_idx" ON "agenda_item"("meeting_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "attendance_active_key_key" ON "attendance"("active_key");

-- CreateIndex
CREATE INDEX "attendance_occurrence_id_idx" ON "attendance"("occurrence_id");

-- CreateIndex
CREATE INDEX "check_in_code_code_idx" ON "check_in_code"("code");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_code_occurrence_id_code_key" ON "check_in_code"("occurrence_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "minutes_occurrence_id_version_key" ON "minutes"("occurrence_id", "version");

-- CreateIndex
CREATE INDEX "task_owner_id_state_idx" ON "task"("owner_id", "state");

-- CreateIndex
CREATE INDEX "task_state_due_day_idx" ON "task"("state", "due_day");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_opt_out_person_id_kind_key" ON "reminder_opt_out"("person_id", "kind");

-- CreateIndex
CREATE INDEX "note_at_idx" ON "note"("at");

-- CreateIndex
CREATE INDEX "outbox_item_subject_occurrence_idx" ON "outbox_item"("subject", "occurrence");

-- CreateIndex
CREATE INDEX "outbox_item_kind_useful_until_idx" ON "outbox_item"("kind", "useful_until");

-- CreateIndex
CREATE INDEX "outbox_item_bundle_idx" ON "outbox_item"("bundle");
