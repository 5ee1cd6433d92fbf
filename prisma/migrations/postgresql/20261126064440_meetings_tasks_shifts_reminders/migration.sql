-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('station', 'branch', 'party_group');

-- CreateEnum
CREATE TYPE "PartyStatus" AS ENUM ('none', 'applicant', 'activist', 'probationary', 'member');

-- CreateEnum
CREATE TYPE "ActivityKind" AS ENUM ('activity', 'visit');

-- CreateEnum
CREATE TYPE "SwapState" AS ENUM ('asked', 'agreed', 'declined', 'void');

-- CreateEnum
CREATE TYPE "MeetingKind" AS ENUM ('regular', 'committee', 'members', 'party_group', 'lecture', 'organisational_life', 'democratic_life', 'theme_day', 'other');

-- CreateEnum
CREATE TYPE "AgendaState" AS ENUM ('open', 'covered', 'withdrawn');

-- CreateEnum
CREATE TYPE "CheckInWay" AS ENUM ('typed', 'button', 'code', 'by_hand');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('open', 'done', 'dropped');

-- AlterTable
ALTER TABLE "activity" ADD COLUMN     "is_on_holidays" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kind" "ActivityKind" NOT NULL DEFAULT 'activity',
ADD COLUMN     "recurrence" JSONB;

-- AlterTable
ALTER TABLE "meeting" ADD COLUMN     "attendees" JSONB,
ADD COLUMN     "from_day" TEXT,
ADD COLUMN     "kind" "MeetingKind" NOT NULL DEFAULT 'other',
ADD COLUMN     "recurrence" JSONB,
ADD COLUMN     "unit_id" INTEGER,
ADD COLUMN     "until_day" TEXT;

-- AlterTable
ALTER TABLE "occurrence" ADD COLUMN     "post_id" INTEGER,
ADD COLUMN     "series_key" TEXT;

-- AlterTable
ALTER TABLE "outbox_item" ADD COLUMN     "bundle" INTEGER,
ADD COLUMN     "occurrence" TEXT,
ADD COLUMN     "subject" TEXT,
ADD COLUMN     "version" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "party_group_id" INTEGER,
ADD COLUMN     "party_status" "PartyStatus" NOT NULL DEFAULT 'none';

-- AlterTable
ALTER TABLE "registration" ADD COLUMN     "offer_until" TIMESTAMP(3),
ADD COLUMN     "standing_id" INTEGER;

-- AlterTable
ALTER TABLE "unit" ADD COLUMN     "kind" "UnitKind" NOT NULL DEFAULT 'station';

-- CreateTable
CREATE TABLE "post" (
    "id" SERIAL NOT NULL,
    "activity_id" INTEGER NOT NULL,
    "serial" INTEGER NOT NULL,
    "name" TEXT,
    "start_time" TEXT,
    "end_time" TEXT,
    "capacity" INTEGER,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standing_registration" (
    "id" SERIAL NOT NULL,
    "activity_id" INTEGER NOT NULL,
    "post_id" INTEGER,
    "person_id" INTEGER NOT NULL,
    "registrar_id" INTEGER NOT NULL,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT,
    "active_key" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "standing_registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "swap" (
    "id" SERIAL NOT NULL,
    "asker_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "given_id" INTEGER NOT NULL,
    "taken_id" INTEGER,
    "state" "SwapState" NOT NULL DEFAULT 'asked',
    "chat_id" TEXT,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "settled_at" TIMESTAMP(3),

    CONSTRAINT "swap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agenda_item" (
    "id" SERIAL NOT NULL,
    "meeting_id" INTEGER NOT NULL,
    "occurrence_id" INTEGER,
    "text" TEXT NOT NULL,
    "proposer_id" INTEGER,
    "state" "AgendaState" NOT NULL DEFAULT 'open',
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "agenda_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" SERIAL NOT NULL,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "way" "CheckInWay" NOT NULL,
    "active_key" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "withdrawn_at" TIMESTAMP(3),

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_in_code" (
    "id" SERIAL NOT NULL,
    "occurrence_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_by_id" INTEGER,
    "used_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "check_in_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "minutes" (
    "id" SERIAL NOT NULL,
    "occurrence_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "decisions" JSONB NOT NULL,
    "recorder_id" INTEGER,
    "file_id" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "withdrawn_at" TIMESTAMP(3),

    CONSTRAINT "minutes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "giver_id" INTEGER,
    "due_day" TEXT,
    "state" "TaskState" NOT NULL DEFAULT 'open',
    "chat_id" TEXT,
    "unit_id" INTEGER,
    "occurrence_id" INTEGER,
    "minutes_id" INTEGER,
    "result" TEXT,
    "done_at" TIMESTAMP(3),
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder_rule" (
    "kind" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "offsets" JSONB,
    "message_id" INTEGER,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "reminder_rule_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "reminder_opt_out" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "reminder_opt_out_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note" (
    "id" SERIAL NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "audience" JSONB NOT NULL,
    "creator_id" INTEGER,
    "chat_id" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

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
CREATE UNIQUE INDEX "occurrence_series_key_key" ON "occurrence"("series_key");

-- CreateIndex
CREATE INDEX "outbox_item_subject_occurrence_idx" ON "outbox_item"("subject", "occurrence");

-- CreateIndex
CREATE INDEX "outbox_item_kind_useful_until_idx" ON "outbox_item"("kind", "useful_until");

-- CreateIndex
CREATE INDEX "outbox_item_bundle_idx" ON "outbox_item"("bundle");

-- CreateIndex
CREATE INDEX "person_party_status_idx" ON "person"("party_status");

-- CreateIndex
CREATE INDEX "registration_offer_until_idx" ON "registration"("offer_until");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_party_group_id_fkey" FOREIGN KEY ("party_group_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_standing_id_fkey" FOREIGN KEY ("standing_id") REFERENCES "standing_registration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_registration" ADD CONSTRAINT "standing_registration_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_registration" ADD CONSTRAINT "standing_registration_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_registration" ADD CONSTRAINT "standing_registration_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_registration" ADD CONSTRAINT "standing_registration_registrar_id_fkey" FOREIGN KEY ("registrar_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "swap" ADD CONSTRAINT "swap_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "swap" ADD CONSTRAINT "swap_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "swap" ADD CONSTRAINT "swap_given_id_fkey" FOREIGN KEY ("given_id") REFERENCES "registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "swap" ADD CONSTRAINT "swap_taken_id_fkey" FOREIGN KEY ("taken_id") REFERENCES "registration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_proposer_id_fkey" FOREIGN KEY ("proposer_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_code" ADD CONSTRAINT "check_in_code_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_code" ADD CONSTRAINT "check_in_code_used_by_id_fkey" FOREIGN KEY ("used_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_recorder_id_fkey" FOREIGN KEY ("recorder_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_giver_id_fkey" FOREIGN KEY ("giver_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_minutes_id_fkey" FOREIGN KEY ("minutes_id") REFERENCES "minutes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_opt_out" ADD CONSTRAINT "reminder_opt_out_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
