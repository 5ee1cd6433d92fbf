-- A weekly rule becomes one of the rules there are now, and the title says what kind of meeting it is.
UPDATE "meeting" SET "recurrence" = json_object('every', 'week', 'weekdays', json_array("weekday")) WHERE "weekday" IS NOT NULL;
UPDATE "meeting" SET "kind" = CASE
  WHEN "title" LIKE '%民主生活会%' THEN 'democratic_life'
  WHEN "title" LIKE '%组织生活会%' THEN 'organisational_life'
  WHEN "title" LIKE '%主题党日%' THEN 'theme_day'
  WHEN "title" LIKE '%党课%' THEN 'lecture'
  WHEN "title" LIKE '%小组会%' THEN 'party_group'
  WHEN "title" LIKE '%大会%' THEN 'members'
  WHEN "title" LIKE '%支委%' THEN 'committee'
  WHEN "title" LIKE '%例会%' THEN 'regular'
  ELSE 'other' END;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_meeting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'other',
    "recurrence" JSONB,
    "from_day" TEXT,
    "until_day" TEXT,
    "attendees" JSONB,
    "unit_id" INTEGER,
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
INSERT INTO "new_meeting" ("agenda", "attendees", "chair", "chat_id", "created_at", "from_day", "id", "kind", "message_id", "on_day", "place", "recurrence", "start_time", "state", "title", "unit_id", "until_day") SELECT "agenda", "attendees", "chair", "chat_id", "created_at", "from_day", "id", "kind", "message_id", "on_day", "place", "recurrence", "start_time", "state", "title", "unit_id", "until_day" FROM "meeting";
DROP TABLE "meeting";
ALTER TABLE "new_meeting" RENAME TO "meeting";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
