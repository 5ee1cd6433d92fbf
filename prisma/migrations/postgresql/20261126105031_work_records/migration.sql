-- CreateEnum
CREATE TYPE "WorkKind" AS ENUM ('measure', 'resource', 'helped', 'honour', 'media', 'application', 'need', 'base', 'regulation', 'organisation');

-- CreateEnum
CREATE TYPE "DonationDirection" AS ENUM ('received', 'given');

-- AlterTable
ALTER TABLE "donation" ADD COLUMN     "direction" "DonationDirection" NOT NULL DEFAULT 'received',
ADD COLUMN     "receiver" TEXT,
ADD COLUMN     "replaces_id" INTEGER;

-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "change" TEXT,
ADD COLUMN     "final_at" TIMESTAMP(3),
ADD COLUMN     "final_by_id" INTEGER,
ADD COLUMN     "form" TEXT NOT NULL DEFAULT 'summary',
ADD COLUMN     "parent_id" INTEGER,
ADD COLUMN     "plan" JSONB;

-- AlterTable
ALTER TABLE "service_record" ADD COLUMN     "replaces_id" INTEGER;

-- CreateTable
CREATE TABLE "work_record" (
    "id" SERIAL NOT NULL,
    "kind" "WorkKind" NOT NULL,
    "title" TEXT,
    "day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "verb" TEXT,
    "quantity" DOUBLE PRECISION,
    "unit_word" TEXT,
    "giver" TEXT,
    "receiver" TEXT,
    "level" TEXT,
    "year" INTEGER,
    "activity_id" INTEGER,
    "unit_id" INTEGER,
    "reporter_id" INTEGER,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "revoked_at" TIMESTAMP(3),
    "replaces_id" INTEGER,

    CONSTRAINT "work_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tagging" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "message_id" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,
    "revoked_at" TIMESTAMP(3),

    CONSTRAINT "tagging_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "work_record_kind_day_idx" ON "work_record"("kind", "day");

-- CreateIndex
CREATE UNIQUE INDEX "project_name_key" ON "project"("name");

-- CreateIndex
CREATE INDEX "tagging_subject_idx" ON "tagging"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "tagging_project_id_subject_key" ON "tagging"("project_id", "subject");

-- AddForeignKey
ALTER TABLE "work_record" ADD CONSTRAINT "work_record_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_record" ADD CONSTRAINT "work_record_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_record" ADD CONSTRAINT "work_record_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tagging" ADD CONSTRAINT "tagging_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
