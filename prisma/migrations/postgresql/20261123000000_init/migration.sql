-- CreateEnum
CREATE TYPE "Role" AS ENUM ('member', 'lead', 'committee', 'secretary', 'administrator');

-- CreateEnum
CREATE TYPE "LateAnswerState" AS ENUM ('pending', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('pending', 'sending', 'sent', 'failed', 'skipped');

-- CreateEnum
CREATE TYPE "ActivityState" AS ENUM ('open', 'cancelled');

-- CreateEnum
CREATE TYPE "RegistrationState" AS ENUM ('confirmed', 'waiting', 'cancelled');

-- CreateEnum
CREATE TYPE "MeetingState" AS ENUM ('active', 'ended');

-- CreateEnum
CREATE TYPE "MeetingOccurrenceState" AS ENUM ('planned', 'cancelled');

-- CreateEnum
CREATE TYPE "DayKind" AS ENUM ('holiday', 'workday');

-- CreateEnum
CREATE TYPE "Grade" AS ENUM ('clocked', 'confirmed', 'reported');

-- CreateEnum
CREATE TYPE "DonationKind" AS ENUM ('goods', 'money');

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "userid" TEXT,
    "name" TEXT,
    "role" "Role" NOT NULL DEFAULT 'member',
    "unit_id" INTEGER,
    "name_asked_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "chat_id" TEXT,
    "person_id" INTEGER,
    "text" TEXT NOT NULL,
    "reply" JSONB,
    "command" TEXT,
    "undo" JSONB,
    "undone_at" TIMESTAMP(3),
    "received_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "chat_id" TEXT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "choices" JSONB NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "late_answer" (
    "id" TEXT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "arguments" JSONB NOT NULL,
    "chat_id" TEXT,
    "userid" TEXT NOT NULL,
    "response_url" TEXT,
    "state" "LateAnswerState" NOT NULL DEFAULT 'pending',
    "content" TEXT NOT NULL DEFAULT '',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL,
    "finished_at" TIMESTAMP(3),
    "delivered_at" TIMESTAMP(3),
    "delivered_by" TEXT,

    CONSTRAINT "late_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_item" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" JSONB NOT NULL,
    "content" JSONB NOT NULL,
    "due_at" TIMESTAMP(3) NOT NULL,
    "useful_until" TIMESTAMP(3) NOT NULL,
    "next_try_at" TIMESTAMP(3) NOT NULL,
    "state" "OutboxState" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claimed_at" TIMESTAMP(3),
    "sent_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "outbox_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat" (
    "id" TEXT NOT NULL,
    "webhook" TEXT,

    CONSTRAINT "chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "place" TEXT,
    "chat_id" TEXT,
    "organiser_id" INTEGER,
    "unit_id" INTEGER,
    "state" "ActivityState" NOT NULL DEFAULT 'open',
    "cancel_reason" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "occurrence" (
    "id" SERIAL NOT NULL,
    "activity_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "start_time" TEXT,
    "end_time" TEXT,
    "starts_at" TIMESTAMP(3) NOT NULL,
    "deadline_at" TIMESTAMP(3),
    "capacity" INTEGER,
    "places_left" INTEGER,
    "waiting_serial" INTEGER NOT NULL DEFAULT 0,
    "state" "ActivityState" NOT NULL DEFAULT 'open',

    CONSTRAINT "occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration" (
    "id" SERIAL NOT NULL,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "registrar_id" INTEGER NOT NULL,
    "companions" INTEGER NOT NULL DEFAULT 0,
    "state" "RegistrationState" NOT NULL,
    "waiting_serial" INTEGER,
    "active_key" TEXT,
    "chat_id" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "cancelled_at" TIMESTAMP(3),

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "weekday" INTEGER,
    "on_day" TEXT,
    "start_time" TEXT NOT NULL,
    "place" TEXT,
    "chair" TEXT,
    "agenda" JSONB NOT NULL,
    "chat_id" TEXT,
    "state" "MeetingState" NOT NULL DEFAULT 'active',
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_occurrence" (
    "id" SERIAL NOT NULL,
    "meeting_id" INTEGER NOT NULL,
    "nominal_day" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "start_time" TEXT NOT NULL,
    "place" TEXT,
    "starts_at" TIMESTAMP(3) NOT NULL,
    "moved_why" TEXT,
    "is_by_hand" BOOLEAN NOT NULL DEFAULT false,
    "state" "MeetingOccurrenceState" NOT NULL DEFAULT 'planned',

    CONSTRAINT "meeting_occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_leave" (
    "id" SERIAL NOT NULL,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "reason" TEXT,
    "active_key" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "withdrawn_at" TIMESTAMP(3),

    CONSTRAINT "meeting_leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "day" TEXT NOT NULL,
    "kind" "DayKind" NOT NULL,
    "name" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "service_record" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "activity_id" INTEGER,
    "person_id" INTEGER,
    "headcount" INTEGER,
    "minutes" INTEGER,
    "beneficiaries" INTEGER,
    "grade" "Grade" NOT NULL DEFAULT 'reported',
    "unit_id" INTEGER,
    "reporter_id" INTEGER,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "revoked_at" TIMESTAMP(3),

    CONSTRAINT "service_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "donation" (
    "id" SERIAL NOT NULL,
    "kind" "DonationKind" NOT NULL,
    "day" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "quantity" DOUBLE PRECISION,
    "unit_word" TEXT,
    "amount_fen" BIGINT,
    "donor" TEXT,
    "purpose" TEXT,
    "activity_id" INTEGER,
    "unit_id" INTEGER,
    "reporter_id" INTEGER,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "revoked_at" TIMESTAMP(3),

    CONSTRAINT "donation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" SERIAL NOT NULL,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "unit" TEXT,
    "chat_id" TEXT,
    "person_id" INTEGER,
    "content" JSONB NOT NULL,
    "file_id" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" SERIAL NOT NULL,
    "actor_id" INTEGER,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB,
    "message_id" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "unit_name_key" ON "unit"("name");

-- CreateIndex
CREATE UNIQUE INDEX "person_userid_key" ON "person"("userid");

-- CreateIndex
CREATE INDEX "person_name_idx" ON "person"("name");

-- CreateIndex
CREATE UNIQUE INDEX "message_key_key" ON "message"("key");

-- CreateIndex
CREATE INDEX "message_person_id_received_at_idx" ON "message"("person_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "question_person_id_chat_id_key" ON "question"("person_id", "chat_id");

-- CreateIndex
CREATE INDEX "late_answer_state_created_at_idx" ON "late_answer"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_item_key_key" ON "outbox_item"("key");

-- CreateIndex
CREATE INDEX "outbox_item_state_next_try_at_idx" ON "outbox_item"("state", "next_try_at");

-- CreateIndex
CREATE INDEX "occurrence_state_starts_at_idx" ON "occurrence"("state", "starts_at");

-- CreateIndex
CREATE INDEX "occurrence_activity_id_idx" ON "occurrence"("activity_id");

-- CreateIndex
CREATE UNIQUE INDEX "registration_active_key_key" ON "registration"("active_key");

-- CreateIndex
CREATE INDEX "registration_occurrence_id_state_waiting_serial_idx" ON "registration"("occurrence_id", "state", "waiting_serial");

-- CreateIndex
CREATE INDEX "registration_person_id_state_idx" ON "registration"("person_id", "state");

-- CreateIndex
CREATE INDEX "meeting_occurrence_starts_at_idx" ON "meeting_occurrence"("starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_occurrence_meeting_id_nominal_day_key" ON "meeting_occurrence"("meeting_id", "nominal_day");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_leave_active_key_key" ON "meeting_leave"("active_key");

-- CreateIndex
CREATE INDEX "meeting_leave_occurrence_id_idx" ON "meeting_leave"("occurrence_id");

-- CreateIndex
CREATE INDEX "service_record_day_idx" ON "service_record"("day");

-- CreateIndex
CREATE INDEX "donation_day_idx" ON "donation"("day");

-- CreateIndex
CREATE INDEX "draft_chat_id_created_at_idx" ON "draft"("chat_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_idx" ON "audit_entry"("subject");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_organiser_id_fkey" FOREIGN KEY ("organiser_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "occurrence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_registrar_id_fkey" FOREIGN KEY ("registrar_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_occurrence" ADD CONSTRAINT "meeting_occurrence_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_leave" ADD CONSTRAINT "meeting_leave_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_leave" ADD CONSTRAINT "meeting_leave_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "donation" ADD CONSTRAINT "donation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "donation" ADD CONSTRAINT "donation_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
