-- CreateTable
CREATE TABLE "import_file" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "actor_id" INTEGER,
    "message_id" INTEGER,
    "created_at" DATETIME NOT NULL,
    "undone_at" DATETIME
);

-- CreateTable
CREATE TABLE "import_row" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "file_id" INTEGER NOT NULL,
    "sheet" TEXT,
    "row" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    CONSTRAINT "import_row_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "import_file" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "import_row_file_id_idx" ON "import_row"("file_id");

-- CreateIndex
CREATE INDEX "import_row_subject_idx" ON "import_row"("subject");

-- CreateIndex
CREATE INDEX "import_row_key_idx" ON "import_row"("key");
