import { escapeMarkdown } from '../../../bot/markdown.ts';
import { type Reply, textReply } from '../../../bot/reply.ts';
import { type Day, formatDay } from '../../../language/day.ts';
import type { Held, Version } from '../types.ts';
import { sayHeld } from '../usecase/holding.ts';
import { bodyLines, decisionLines, type Shown } from './text.ts';

export { whichHeld } from './text.ts';

/** Buttons more than that are not shown; the latest ones are asked for. */
const MOST_OPENED = 6;

/** Every version with who wrote it when, those taken back too. */
export function listVersions(
  { held, versions, today }: { held: Held; versions: readonly (Version & { day: Day; time: string })[]; today: Day },
  keyOf: (id: number) => string,
): Reply {
  const kept = versions.filter(({ isWithdrawn }) => !isWithdrawn);
  const standing = kept.at(-1)?.id;
  const lines = versions.map(({ id, version, day, time, recorder, text, isWithdrawn }) => {
    const state = isWithdrawn ? '，已撤销' : id === standing ? '，现在用的' : '';
    const who = recorder === null ? '' : `，${escapeMarkdown(recorder)}记`;
    return `第${version}版：${formatDay(day, today)}${time}${who}，${text.length}字${state}`;
  });
  if (lines.length === 0) return textReply(`${sayHeld(held, today)}还没有纪要。`);
  const text = [`${sayHeld(held, today)}的纪要记录：`, ...lines].join('\n');
  const opened = kept.slice(-MOST_OPENED);
  if (opened.length < 2) return textReply(`${text}\n看内容，发：看纪要`);
  return {
    text: `${text}\n要看哪一版？`,
    choices: opened.map(({ id, version }) => ({ label: `第${version}版`, key: keyOf(id) })),
  };
}

/** One version as it was. */
export function showVersion({ held, minutes, today }: Shown): Reply {
  return textReply(
    [
      `**${sayHeld(held, today)} 会议纪要**（第${minutes.version}版）`,
      ...bodyLines(minutes.text),
      ...decisionLines(minutes.decisions),
    ].join('\n'),
  );
}
