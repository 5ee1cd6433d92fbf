// Runs plan-meetings and the reminder engine once in a process of its own: tsx test/support/plan-once.ts DATABASE_URL NOW
import { openDatabase } from '../../src/database.ts';
import { planAndRemind } from './reminders.ts';

const [url = '', now = ''] = process.argv.slice(2);
const database = await openDatabase(url);
try {
  await planAndRemind(database, now);
} finally {
  await database.close();
}
