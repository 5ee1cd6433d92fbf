import { Command } from 'commander';
import { createClock } from '../clock.ts';
import { loadConfig } from '../config.ts';
import { writeBackup } from '../features/backup/usecase/backup.ts';
import { storeOf } from '../features/backup/usecase/place.ts';
import { runScript } from './run.ts';

const program = new Command('npm run backup --')
  .description(
    '把数据库、密钥和文件备份成一个 .tar，机器人不用停；PostgreSQL 要有 pg_dump / back up database, key and files to one tar, the bot may run',
  )
  .argument('<FILE>', '写到哪个文件 / the tar to write')
  .action(async (target: string) => {
    const config = loadConfig();
    const manifest = await writeBackup(storeOf(config), config, { target, now: createClock().now() });
    const bytes = manifest.entries.reduce((sum, entry) => sum + entry.size, 0);
    const hasKey = manifest.entries.some((entry) => entry.path === 'data.key');
    console.log(`已备份到 ${target}：${manifest.entries.length} 个文件，${(bytes / 1024 / 1024).toFixed(1)} MB`);
    if (config.dataKey) console.log('密钥来自环境变量 DATA_KEY，不在备份里，请另外妥善保存');
    else if (hasKey) console.log('备份里有密钥和个人资料，请放在安全的地方');
  });

await runScript(program);
