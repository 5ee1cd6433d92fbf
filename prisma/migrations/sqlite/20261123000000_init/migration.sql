-- CreateTable
CREATE TABLE "unit" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "person" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "userid" TEXT,
    "name" TEXT,
    "role" TEXT NOT NULL DEFAULT 'member',
    "unit_id" INTEGER,
    "name_asked_at" DATETIME,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "person_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "message" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "chat_id" TEXT,
    "person_id" INTEGER,
    "text" TEXT NOT NULL,
    "reply" JSONB,
    "command" TEXT,
    "undo" JSONB,
    "undone_at" DATETIME,
    "received_at" DATETIME NOT NULL,
    CONSTRAINT "message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "question" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "chat_id" TEXT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "choices" JSONB NOT NULL,
    "expires_at" DATETIME NOT NULL,
    CONSTRAINT "question_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "late_answer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "message_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "arguments" JSONB NOT NULL,
    "chat_id" TEXT,
    "userid" TEXT NOT NULL,
    "response_url" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "content" TEXT NOT NULL DEFAULT '',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" DATETIME,
    "created_at" DATETIME NOT NULL,
    "finished_at" DATETIME,
    "delivered_at" DATETIME,
    "delivered_by" TEXT,
    CONSTRAINT "late_answer_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "outbox_item" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" JSONB NOT NULL,
    "content" JSONB NOT NULL,
    "due_at" DATETIME NOT NULL,
    "useful_until" DATETIME NOT NULL,
    "next_try_at" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claimed_at" DATETIME,
    "sent_at" DATETIME,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "chat" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "webhook" TEXT
);

-- CreateTable
CREATE TABLE "activity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "place" TEXT,
    "chat_id" TEXT,
    "organiser_id" INTEGER,
    "unit_id" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'open',
    "cancel_reason" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "activity_organiser_id_fkey" FOREIGN KEY ("organiser_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "activity_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "occurrence" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "activity_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "start_time" TEXT,
    "end_time" TEXT,
    "starts_at" DATETIME NOT NULL,
    "deadline_at" DATETIME,
    "capacity" INTEGER,
    "places_left" INTEGER,
    "waiting_serial" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'open',
    CONSTRAINT "occurrence_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "registration" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "registrar_id" INTEGER NOT NULL,
    "companions" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "waiting_serial" INTEGER,
    "active_key" TEXT,
    "chat_id" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "cancelled_at" DATETIME,
    CONSTRAINT "registration_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "occurrence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "registration_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "registration_registrar_id_fkey" FOREIGN KEY ("registrar_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "meeting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "weekday" INTEGER,
    "on_day" TEXT,
    "start_time" TEXT NOT NULL,
    "place" TEXT,
    "chair" TEXT,
    "agenda" JSONB NOT NULL,
    "chat_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "meeting_occurrence" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "meeting_id" INTEGER NOT NULL,
    "nominal_day" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "start_time" TEXT NOT NULL,
    "place" TEXT,
    "starts_at" DATETIME NOT NULL,
    "moved_why" TEXT,
    "is_by_hand" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'planned',
    CONSTRAINT "meeting_occurrence_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "meeting_leave" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "occurrence_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "reason" TEXT,
    "active_key" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "withdrawn_at" DATETIME,
    CONSTRAINT "meeting_leave_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "meeting_occurrence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "meeting_leave_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "name" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "service_record" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "activity_id" INTEGER,
    "person_id" INTEGER,
    "headcount" INTEGER,
    "minutes" INTEGER,
    "beneficiaries" INTEGER,
    "grade" TEXT NOT NULL DEFAULT 'reported',
    "unit_id" INTEGER,
    "reporter_id" INTEGER,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "revoked_at" DATETIME,
    CONSTRAINT "service_record_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "service_record_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "service_record_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "service_record_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "donation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "quantity" REAL,
    "unit_word" TEXT,
    "amount_fen" BIGINT,
    "donor" TEXT,
    "purpose" TEXT,
    "activity_id" INTEGER,
    "unit_id" INTEGER,
    "reporter_id" INTEGER,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "revoked_at" DATETIME,
    CONSTRAINT "donation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "donation_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "draft" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "from_day" TEXT NOT NULL,
    "until_day" TEXT NOT NULL,
    "unit" TEXT,
    "chat_id" TEXT,
    "person_id" INTEGER,
    "content" JSONB NOT NULL,
    "file_id" TEXT,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "actor_id" INTEGER,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB,
    "message_id" INTEGER,
    "at" DATETIME NOT NULL
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
