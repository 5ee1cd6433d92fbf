import { Command } from 'commander';
import { createClock } from '../clock.ts';
import { loadConfig } from '../config.ts';
import { storeOf } from '../features/backup/usecase/place.ts';
import { restoreBackup } from '../features/backup/usecase/restore.ts';
import { runScript } from './run.ts';

const program = new Command('npm run restore --')
  .description(
    '用 npm run backup 的文件恢复，先停掉机器人；核对不上的文件一律不用 / restore a backup, the bot stopped; what cannot be verified is refused',
  )
  .argument('<FILE>', '备份文件 / the tar to read')
  .option('--force', '已有数据库也恢复，原来的另存为 .before-restore-… / replace what is there, keeping it aside')
  .action(async (source: string, options: { force?: boolean }) => {
    const config = loadConfig();
    const now = createClock().now();
    const { manifest, kept } = await restoreBackup(storeOf(config), config, {
      source,
      now,
      isForced: options.force === true,
    });
    console.log(`已恢复 ${manifest.createdAt} 的备份，可以启动机器人了`);
    for (const path of kept) console.log(`原来的另存在 ${path}`);
  });

await runScript(program);
