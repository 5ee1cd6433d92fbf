-- A weekly rule becomes one of the rules there are now, and the title says what kind of meeting it is.
UPDATE "meeting" SET "recurrence" = jsonb_build_object('every', 'week', 'weekdays', jsonb_build_array("weekday")) WHERE "weekday" IS NOT NULL;
UPDATE "meeting" SET "kind" = (CASE
  WHEN "title" LIKE '%民主生活会%' THEN 'democratic_life'
  WHEN "title" LIKE '%组织生活会%' THEN 'organisational_life'
  WHEN "title" LIKE '%主题党日%' THEN 'theme_day'
  WHEN "title" LIKE '%党课%' THEN 'lecture'
  WHEN "title" LIKE '%小组会%' THEN 'party_group'
  WHEN "title" LIKE '%大会%' THEN 'members'
  WHEN "title" LIKE '%支委%' THEN 'committee'
  WHEN "title" LIKE '%例会%' THEN 'regular'
  ELSE 'other' END)::"MeetingKind";

-- AlterTable
ALTER TABLE "meeting" DROP COLUMN "weekday";
