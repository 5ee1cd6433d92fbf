import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { z } from 'zod';
import { toLocal } from '../clock.ts';
import { read } from '../language/read.ts';
import type { Reading } from '../language/reading.ts';
import { readSeveral } from '../language/several.ts';
import { stripMention } from '../language/text.ts';

/** Names under which the bot of this project is mentioned in message sets. */
const BOT_NAMES = ['志愿小助手', '志愿助手', '小助手', '机器人', '小志'];

const lineSchema = z.object({
  now: z.iso.datetime({ offset: true }),
  sender: z.string().optional(),
  text: z.string(),
});

const command = new Command('parse')
  .description('读出每条消息要做什么 / reads what each message asks for: JSONL {"now","sender","text"} in, JSONL out')
  .option('--roster <file>', 'JSON 文件，成员名单 ["张三", …] / names of the members')
  .option(
    '--explain',
    '一并写出把握、依据的原话和其他读法 / adds confidence, the words behind each field, other readings',
  )
  .option('--zone <zone>', '按哪个时区算今天 / time zone of "today"', 'Asia/Shanghai')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

await main();

async function main(): Promise<void> {
  command.parse();
  const options = command.opts<{ roster?: string; zone: string; explain?: boolean }>();
  let roster: string[];
  try {
    roster =
      options.roster === undefined ? [] : z.array(z.string()).parse(JSON.parse(readFileSync(options.roster, 'utf8')));
    toLocal(new Date(0), options.zone);
  } catch (error) {
    process.stderr.write(
      `parse: ${options.roster ?? options.zone}: ${error instanceof Error ? error.message.split('\n')[0] : error}\n`,
    );
    process.exit(2);
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    process.stdout.write(`${JSON.stringify(parseLine(line, roster, options))}\n`);
  }
}

function parseLine(
  line: string,
  roster: readonly string[],
  { zone, explain }: { zone: string; explain?: boolean },
): Record<string, unknown> {
  try {
    const { now, sender, text } = lineSchema.parse(JSON.parse(line));
    const { day, time } = toLocal(new Date(now), zone);
    const context = { today: day, time, roster, ...(sender === undefined ? {} : { sender }) };
    const spoken = stripBotMention(text);
    const [best, ...others] = read(spoken, context);
    if (!best) return { intent: 'none' };
    const several = readSeveral(spoken, context);
    const orders = several.length > 0 ? { orders: several.map(toFields) } : {};
    return { ...toFields(best), ...orders, ...(explain ? explanation(best, others, spoken) : {}) };
  } catch (error) {
    process.exitCode = 2;
    return { error: error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : String(error) };
  }
}

/** Only the bot's own mention: `@石磊 后天你带伞吗` is said to a person, and read() must see that. */
function stripBotMention(text: string): string {
  return BOT_NAMES.some((name) => text.includes(`@${name}`) || text.includes(`＠${name}`))
    ? stripMention(text, BOT_NAMES)
    : text;
}

/** What `解释` tells in the chat. */
function explanation(best: Reading, others: readonly Reading[], text: string): Record<string, unknown> {
  const words: Record<string, string[]> = {};
  for (const { field, start, end } of best.spans) words[field] = [...(words[field] ?? []), text.slice(start, end)];
  const rivals = others.map(({ intent, confidence }) => ({ intent, confidence }));
  return { confidence: best.confidence, words, ...(rivals.length > 0 ? { others: rivals } : {}) };
}

function toFields({ intent, confidence: _, spans: __, ...fields }: Reading): Record<string, unknown> {
  return { intent, ...(intent === 'none' ? {} : fields) };
}
