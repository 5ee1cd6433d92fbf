import { Command } from 'commander';
import { isUnused, seedSampleYear } from '../../prisma/seed.ts';
import { createClock } from '../clock.ts';
import { type Config, loadConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { AppError } from '../errors.ts';
import { runBot } from '../serve.ts';
import { runScript } from './run.ts';

const program = new Command('npm run demo --')
  .description('在空数据库里填一年的虚构数据，然后启动 / fill an empty database with a sample year, then start')
  .option('--no-start', '只填数据，不启动 / only fill')
  .action(async (options: { start: boolean }) => {
    const config = loadConfig();
    await fill(config);
    if (options.start) await runBot(config);
  });

await runScript(program);

async function fill(config: Config): Promise<void> {
  const database = await openDatabase(config.databaseUrl);
  try {
    const made = await database.transaction(async (db) => {
      if (!(await isUnused(db))) {
        throw new AppError(
          'conflict',
          '数据库里已经有内容了，没有动它；演示请另设一个空库，例如 DATABASE_URL=file:./data/demo.db',
        );
      }
      return seedSampleYear(db, { now: createClock().now(), zone: config.timezone });
    });
    console.log(
      `已填好一年的虚构数据：${made.people}人，活动${made.activities}项，报名${made.registrations}条，` +
        `服务记录${made.services}条，捐赠${made.donations}条，例会${made.meetings}次`,
    );
  } finally {
    await database.close();
  }
}
