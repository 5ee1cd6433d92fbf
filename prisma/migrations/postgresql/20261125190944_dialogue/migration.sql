-- CreateEnum
CREATE TYPE "MisreadingReason" AS ENUM ('unanswered', 'unsure', 'mistaken');

-- AlterTable
ALTER TABLE "late_answer" ADD COLUMN     "card" JSONB;

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "reading" JSONB;

-- AlterTable
ALTER TABLE "question" ADD COLUMN     "kept" JSONB;

-- CreateTable
CREATE TABLE "misreading" (
    "id" SERIAL NOT NULL,
    "wording" TEXT NOT NULL,
    "reason" "MisreadingReason" NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "chat_id" TEXT,
    "person_id" INTEGER,
    "first_at" TIMESTAMP(3) NOT NULL,
    "last_at" TIMESTAMP(3) NOT NULL,
    "handled_at" TIMESTAMP(3),
    "handled_how" TEXT,

    CONSTRAINT "misreading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_request" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "chat_id" TEXT NOT NULL,
    "tokens" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "model_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "misreading_wording_key" ON "misreading"("wording");

-- CreateIndex
CREATE INDEX "misreading_last_at_idx" ON "misreading"("last_at");

-- CreateIndex
CREATE INDEX "model_request_person_id_at_idx" ON "model_request"("person_id", "at");

-- CreateIndex
CREATE INDEX "model_request_chat_id_at_idx" ON "model_request"("chat_id", "at");
