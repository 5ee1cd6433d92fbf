import { escapeMarkdown } from '../../bot/markdown.ts';
import { type Choice, type Reply, textReply } from '../../bot/reply.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { Provable, Proved } from './types.ts';

export const RECEIVING: string = '正在收照片，请稍候……';
const EXAMPLE = '补录 昨天 社区义诊 我 2小时';

/** What became of pictures sent without a word, before what they prove is known. */
export function sayReceived(kept: number, reasons: readonly string[]): string {
  const refused =
    reasons.length > 0 ? `有${reasons.length}个没有存下来（${[...new Set(reasons)].join('；')}），请再发一次。` : '';
  return [kept > 0 ? `收到照片或文件${kept}个。` : '', refused].join('');
}

export function askWhich(
  received: string,
  recent: readonly Provable[],
  around: Around,
): { text: string; choices: Choice[] } {
  return {
    text: `${received}\n是哪件事的凭证？`,
    choices: recent.map((record) => ({ label: nameRecord(record, around.today), key: around.keyOf(record.subject) })),
  };
}

export function askWhetherRight(
  received: string,
  record: Provable,
  around: Around,
): { text: string; choices: Choice[] } {
  return {
    text: `${received}\n是你刚才记的「${nameRecord(record, around.today)}」的凭证吗？`,
    choices: [
      { label: '是，存作凭证', key: around.keyOf(record.subject), says: 'yes' },
      { label: '不是', key: around.keyOf('none'), says: 'no' },
    ],
  };
}

export interface Around {
  today: Day;
  keyOf(subject: string): string;
}

export function sayWaiting(received: string): string {
  return `${received}\n先替你存着。十分钟内补一句话，就存作那件事的凭证，例如：${EXAMPLE}`;
}

export function sayTied(count: number, record: Provable | undefined, today: Day): string {
  const what = record ? `「${nameRecord(record, today)}」` : '那件事';
  return `已存好：${count}张照片或文件，作${what}的凭证。\n弄错了可在十分钟内发：撤销`;
}

export function showProofs(
  proofs: readonly Proved[],
  around: { today: Day; linkOf(id: string): string | undefined },
): Reply {
  if (proofs.length === 0) {
    return textReply(`还没有存过凭证。把现场照片和一句话一起发来就行，例如：${EXAMPLE}（附上照片）`);
  }
  const lines = proofs.flatMap((proof) => [
    `**${nameRecord(proof, around.today)}**${proof.reporter ? `（${escapeMarkdown(proof.reporter)}记）` : ''}`,
    ...proof.files.map(({ id, name }, i) => {
      const link = around.linkOf(id);
      const shown = `${i + 1}. ${escapeMarkdown(name)}`;
      return link ? `${shown} [打开](${link})` : shown;
    }),
  ]);
  return textReply(lines.join('\n'));
}

function nameRecord({ title, day }: Provable, today: Day): string {
  return `${formatDay(day, today)} ${escapeMarkdown(title)}`;
}
