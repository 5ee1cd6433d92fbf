import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { formatDay } from '../../../language/day.ts';
import { NUMERAL, parseNumber } from '../../../language/number.ts';
import { MEASURE_WORD } from '../../../language/quantity/measure-word.ts';
import { undoDonation } from '../../donation/usecase/log.ts';
import { nameOf } from '../reply.ts';
import { correctChoiceSchema, correctUndoSchema } from '../schema.ts';
import { type Correctable, type Correction, correctQuantity, findCorrectable, findOpen } from '../usecase/correct.ts';
import { undoWork } from '../usecase/log.ts';

const NAME = 'correct_work';
const EXAMPLE = '更正 倡议书 100份';
const AMOUNT = new RegExp(
  `^(?<words>[\\s\\S]{1,80}?)\\s*(?:的?数量)?(?:改为|改成|更正为|应为|应该是|应是|是|为|:|共)?\\s*(?<n>${NUMERAL})\\s?(?<u>${MEASURE_WORD})?\\s*[。!！]?$`,
);
const MOST_OFFERED = 8;
const MOST_LISTED = 20;

/** `更正 倡议书 100份`: a new version; the one before is kept and counts no more. */
export const correctCommand: Command = {
  name: NAME,
  pattern: /^(?:更正|改正|订正|补填|补上)[\s:]+(?<rest>[\s\S]{1,120})$/,
  right: 'log',
  // 更正 8点 puts right what was said just before; this, only what is kept.
  async applies(context, match) {
    const words = AMOUNT.exec(match.groups?.rest?.trim() ?? '')?.groups?.words;
    return words !== undefined && (await findCorrectable(context, bare(words))).length > 0;
  },
  help: {
    title: '更正记录',
    line: '记过的数量写错了、当时不知道的，改过来、补上去',
    examples: [EXAMPLE, '更正 护考的雷锋出租车 5辆', '更正 衣物 200套'],
  },
  async run(context, { match }) {
    const { words, quantity, unitWord } = readAmount(match?.groups?.rest ?? '');
    const found = await findCorrectable(context, words);
    const [only] = found;
    if (!only) {
      throw userError(
        'not_found',
        `你记过的里面没有“${words.slice(0, 20)}”。发「待补」看还缺什么，或写全名称，例如：${EXAMPLE}`,
      );
    }
    if (found.length > 1) return whichOf(found, { quantity, unitWord }, context);
    return corrected(context, await correctQuantity(context, only, { quantity, unitWord }));
  },
  async click(context, value) {
    const choice = correctChoiceSchema.safeParse(parseJson(value));
    if (!choice.success) throw userError('invalid_input', `这个选择认不出来了，请重新发一次，例如：${EXAMPLE}`);
    const { t: table, id, q: quantity, u: unitWord } = choice.data;
    return corrected(context, await correctQuantity(context, { table, id }, { quantity, unitWord }));
  },
  async undo(context, data) {
    const undo = correctUndoSchema.parse(data);
    if (undo.work.revoke.length > 0) await undoWork(context, undo.work);
    else await undoDonation(context, undo.donation);
    return '已撤销，改回原来的数量。';
  },
};

/** `待补`: everything logged without its quantity, each with the line that fills it in. */
export const openCommand: Command = {
  name: 'open_works',
  pattern: /^(?:待补|有什么待补的?|还有哪些待补|待补清单|待补的?记录|缺数据|哪些数量没填)[。?？]?$/,
  right: 'log',
  help: { title: '待补', line: '记的时候还不知道数量的，列出来好补上', examples: ['待补', '待补清单', '还有哪些待补'] },
  async run(context) {
    const open = await findOpen(context);
    if (open.length === 0) return { reply: { text: '没有待补的数量，记录都是全的。' } };
    const lines = open.slice(0, MOST_LISTED).map((row, index) => {
      const amount = `几${row.unitWord ?? '件'}`;
      return `${index + 1}. ${formatDay(row.day, context.today)} ${nameOf(row)}：更正 ${nameOf(row)} ${amount}`;
    });
    const rest = open.length > MOST_LISTED ? [`还有${open.length - MOST_LISTED}条没有列出。`] : [];
    const text = [`数量待补的有${open.length}条，把“几”换成数字发给我就补上：`, ...lines, ...rest].join('\n');
    return { reply: { text } };
  },
};

function readAmount(rest: string): { words: string; quantity: number; unitWord: string | null } {
  const found = AMOUNT.exec(rest.trim())?.groups;
  const quantity = parseNumber(found?.n ?? '');
  if (!found || quantity === undefined) throw missingPiece(`请写上更正什么、改成多少，例如：${EXAMPLE}`);
  if (!(quantity > 0 && quantity <= 100_000_000))
    throw userError('invalid_input', '数量要大于0、不超过一亿，请核对后再发。');
  return { words: bare(found.words ?? ''), quantity, unitWord: found.u ?? null };
}

function bare(words: string): string {
  return words.replace(/[“”"「」]/g, '').trim();
}

function whichOf(
  found: readonly Correctable[],
  { quantity, unitWord }: { quantity: number; unitWord: string | null },
  { today }: CommandContext,
): Outcome {
  const choices = found.slice(0, MOST_OFFERED).map(({ table, id, ...row }) => ({
    label: `${formatDay(row.day, today)} ${nameOf(row)}（现在${amountOf(row)}）`,
    key: `${NAME}:${JSON.stringify({ t: table, id, q: quantity, u: unitWord })}`,
  }));
  const more = found.length > MOST_OFFERED ? `，只列出最近的${MOST_OFFERED}条` : '';
  return { reply: { text: `有${found.length}条都对得上${more}。要更正哪一条？`, choices } };
}

function corrected({ today }: CommandContext, { before, after, undo }: Correction): Outcome {
  const was = before.quantity === null ? '原来待补' : `原来是${amountOf(before)}`;
  const text = `已更正：${formatDay(after.day, today)} ${nameOf(after)} ${amountOf(after)}（${was}，留有记录）\n改错了？10分钟内发“撤销”即可。`;
  return { reply: { text }, undo: { ...undo }, subject: `${after.table}:${after.id}` };
}

function amountOf({ quantity, unitWord }: Pick<Correctable, 'quantity' | 'unitWord'>): string {
  return quantity === null ? '待补' : `${quantity}${unitWord ?? ''}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
