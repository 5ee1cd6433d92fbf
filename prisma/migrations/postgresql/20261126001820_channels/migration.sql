-- CreateEnum
CREATE TYPE "AttachmentState" AS ENUM ('pending', 'kept', 'refused');

-- CreateEnum
CREATE TYPE "PollState" AS ENUM ('open', 'closed');

-- DropIndex
DROP INDEX "question_person_id_chat_id_key";

-- AlterTable
ALTER TABLE "chat" ADD COLUMN     "unit_id" INTEGER;

-- AlterTable
ALTER TABLE "outbox_item" ADD COLUMN     "channel" TEXT,
ADD COLUMN     "progress" JSONB;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "wecom_id" TEXT;

-- AlterTable
ALTER TABLE "question" ADD COLUMN     "bot" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "channel" (
    "name" TEXT NOT NULL,
    "blocked_until" TIMESTAMP(3),
    "last_sent_at" TIMESTAMP(3),
    "last_error" TEXT,
    "last_error_at" TIMESTAMP(3),

    CONSTRAINT "channel_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "channel_use" (
    "id" SERIAL NOT NULL,
    "allowance" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "channel_use_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "open_userid" (
    "open_userid" TEXT NOT NULL,
    "userid" TEXT,
    "checked_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "open_userid_pkey" PRIMARY KEY ("open_userid")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" SERIAL NOT NULL,
    "message_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "url" TEXT,
    "key" TEXT,
    "state" "AttachmentState" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "file_id" TEXT,
    "subject" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "chat_id" TEXT,
    "creator_id" INTEGER NOT NULL,
    "is_multiple" BOOLEAN NOT NULL DEFAULT true,
    "state" "PollState" NOT NULL DEFAULT 'open',
    "closes_at" TIMESTAMP(3),
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "closed_at" TIMESTAMP(3),

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_option" (
    "id" SERIAL NOT NULL,
    "poll_id" INTEGER NOT NULL,
    "serial" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "day" TEXT,

    CONSTRAINT "poll_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ballot" (
    "id" SERIAL NOT NULL,
    "option_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "cast_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_acceptance" (
    "id" SERIAL NOT NULL,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "active_key" TEXT,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "withdrawn_at" TIMESTAMP(3),

    CONSTRAINT "meeting_acceptance_pkey" PRIMARY KEY ("id")
);

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

-- CreateIndex
CREATE UNIQUE INDEX "question_person_id_chat_id_bot_key" ON "question"("person_id", "chat_id", "bot");

-- AddForeignKey
ALTER TABLE "chat" ADD CONSTRAINT "chat_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_option" ADD CONSTRAINT "poll_option_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "poll_option"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_acceptance" ADD CONSTRAINT "meeting_acceptance_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_acceptance" ADD CONSTRAINT "meeting_acceptance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
