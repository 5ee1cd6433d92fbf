import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { createClock, toLocal } from '../clock.ts';
import { loadConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { forms } from '../features/summary/usecase/compose/form.ts';
import { makeDraft } from '../features/summary/usecase/draft.ts';
import { renderSummaryDocx, renderSummaryMarkdown } from '../features/summary/usecase/paper.ts';
import { type Day, makeDay, partsOf } from '../language/day.ts';
import { createModel } from '../llm/client.ts';
import { writeOut } from './file.ts';

interface Options {
  from: Day;
  to: Day;
  unit?: string;
  form?: string;
  out?: string;
  json?: boolean;
}

// Who reads only the beginning, as `| head` does, has what they want.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
process.exitCode = await main(process.argv);

async function main(argv: string[]): Promise<number> {
  try {
    const program = createProgram();
    program.parse(argv);
    await draft(program.opts<Options>());
    return 0;
  } catch (error) {
    // Commander has already said what is wrong with the arguments.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error)}\n`);
    return 1;
  }
}

function createProgram(): Command {
  return new Command('npm run draft --')
    .description('按数据库里的记录起草一段时间的工作总结 / draft the work summary of a period')
    .requiredOption('--from <day>', '开始的日子，如 2025-01-01', readDay)
    .requiredOption('--to <day>', '结束的日子（含），如 2025-06-30', readDay)
    .option('--unit <name>', '只写一个单位的')
    .option('--form <key>', `文种：${Object.keys(forms()).join('、')}`, readForm)
    .option('--out <file>', '写到 .docx 或 .md 文件', readOut)
    .option('--json', '输出 JSON：正文、数据和每个数据背后的记录')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.split('\n')[0]?.concat('\n') ?? text) });
}

async function draft({ from, to, unit, form, out, json }: Options): Promise<void> {
  if (from > to) throw new CommanderError(2, 'period', failUsage('error: --from 在 --to 之后'));
  const config = loadConfig();
  const now = createClock().now();
  const database = await openDatabase(config.databaseUrl);
  try {
    const made = await makeDraft(
      { from, to, unit, form },
      {
        database,
        model: config.openai ? createModel(config.openai) : undefined,
        now,
        today: toLocal(now, config.timezone).day,
      },
    );
    for (const { sentence, reason } of made.rejected) {
      process.stderr.write(`${sentence === '' ? '按固定格式写成' : `未采用：${sentence}`}（${reason}）\n`);
    }
    if (out) await writeOut(out, out.endsWith('.docx') ? await renderSummaryDocx(made) : renderSummaryMarkdown(made));
    if (json) process.stdout.write(`${JSON.stringify(made)}\n`);
    else if (!out) process.stdout.write(renderSummaryMarkdown(made));
  } finally {
    await database.close();
  }
}

function failUsage(text: string): string {
  process.stderr.write(`${text}\n`);
  return text;
}

function readDay(value: string): Day {
  const { year, month, date } = partsOf(value);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || makeDay(year, month, date) !== value) {
    throw new InvalidArgumentError('没有这一天，请写成 2025-06-30 这样。');
  }
  return value;
}

function readForm(value: string): string {
  if (!(value in forms())) throw new InvalidArgumentError(`只有这些文种：${Object.keys(forms()).join('、')}。`);
  return value;
}

function readOut(value: string): string {
  if (!/\.(docx|md)$/.test(value)) throw new InvalidArgumentError('只能写成 .docx 或 .md。');
  return value;
}
