// Runs plan-meetings once in a process of its own: tsx test/support/plan-once.ts DATABASE_URL NOW
import { openDatabase } from '../../src/database.ts';
import { planMeetings } from '../../src/features/meeting/usecase/schedule.ts';

const [url = '', now = ''] = process.argv.slice(2);
const database = await openDatabase(url);
try {
  await planMeetings(database, { zone: 'Asia/Shanghai', botName: '志愿助手', now: new Date(now) });
} finally {
  await database.close();
}
