import { Command } from 'commander';
import { createClock, toInstant } from '../clock.ts';
import { loadConfig, reachesPeople } from '../config.ts';
import { openDatabase } from '../database.ts';
import { createReminderKinds } from '../features/index.ts';
import { ensureDefaultMeeting } from '../features/meeting/usecase/defaults.ts';
import { previewLine } from '../features/reminder/reply.ts';
import { previewReminders } from '../features/reminder/usecase/records.ts';
import { makeDay } from '../language/day.ts';
import { runScript } from './run.ts';

const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]((?:[01]\d|2[0-4]):[0-5]\d)(?::\d{2}(?:\.\d+)?)?)?$/;
const USED_WRONGLY = { exitCode: 2 };
const LONGEST_MS = 20 * 366 * 86_400_000;

const program: Command = new Command('reminders')
  .description('列出一段时间里会发出的提醒，每行一个 JSON：{"at","kind","target","text"}')
  .requiredOption('--from <ISO>', '从这时起，例如 2025-06-01 或 2025-06-01T08:00:00+08:00')
  .requiredOption('--to <ISO>', '到这时止(含)；只写日期则到那天结束')
  .action(printReminders);

await runScript(program);

async function printReminders(options: { from: string; to: string }): Promise<void> {
  const config = loadConfig();
  const { databaseUrl, timezone: zone, botName } = config;
  const from = readInstant(options.from, '--from', { zone, endOfDay: false });
  const to = readInstant(options.to, '--to', { zone, endOfDay: true });
  if (to < from) program.error(`--to ${options.to} 比 --from ${options.from} 还早`, USED_WRONGLY);
  if (to.getTime() - from.getTime() > LONGEST_MS) program.error('--from 到 --to 最多 20 年', USED_WRONGLY);
  const database = await openDatabase(databaseUrl);
  try {
    const now = createClock().now();
    // As at the first start of the bot, so that a new site sees what it would get.
    await database.transaction((db) => ensureDefaultMeeting(db, now));
    const engine = { kinds: createReminderKinds(), reachesPeople: reachesPeople(config) };
    const previews = await previewReminders(database.db, { from, to, zone, now, botName, ...engine });
    for (const preview of previews) process.stdout.write(`${previewLine(preview, zone)}\n`);
  } finally {
    await database.close();
  }
}

/** A time without an offset is that of the association's wall clock. */
function readInstant(text: string, option: string, { zone, endOfDay }: { zone: string; endOfDay: boolean }): Date {
  const local = LOCAL_TIME.exec(text.trim());
  if (local) {
    const day = makeDay(Number(local[1]), Number(local[2]), Number(local[3]));
    if (day === undefined) program.error(`${option} ${text}：没有这一天`, USED_WRONGLY);
    if (local[4] !== undefined) return toInstant(day, local[4], zone);
    return endOfDay ? new Date(toInstant(day, '24:00', zone).getTime() - 1) : toInstant(day, '00:00', zone);
  }
  const instant = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(instant.getTime())) {
    program.error(`${option} ${text}：不是 ISO 时间，例如 2025-06-01T08:00:00+08:00`, USED_WRONGLY);
  }
  return instant;
}
