import { escapeMarkdown } from '../../bot/markdown.ts';
import type { Reply } from '../../bot/reply.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { WorkRow } from './types.ts';
import type { WorkLogged, WorkRepeated } from './usecase/log.ts';

const UNDO = '记错了？10分钟内发“撤销”即可；以后要改，发：';

/** Reads back what was kept. */
export function sayWork(label: string, logged: WorkLogged, today: Day): Reply {
  const [first] = logged.rows;
  const open = logged.rows.filter(({ quantity }) => quantity === null);
  const lines = [
    `已登记${label}：${sayRows(logged.rows, today)}`,
    ...(logged.activity === null ? [] : [`归入活动：${escapeMarkdown(logged.activity)}`]),
    ...(open.length === 0 ? [] : [`数量待补：${open.map(nameOf).join('、')}。知道后发：${fillLine(open[0])}`]),
    `${UNDO}${first ? correctionLine(first) : '更正'}`,
  ];
  return { text: lines.join('\n') };
}

export function sayWorkTwice(label: string, repeated: WorkRepeated, today: Day, key: (value: string) => string): Reply {
  return {
    text: `${sayRows(repeated.rows, today)}，一样的${label}你已经记过一次了，这次还没有记。要再记一次吗？`,
    choices: [
      { label: '仍要记录', key: key(`again:${repeated.earlierMessageId}`) },
      { label: '不记录', key: key('no') },
    ],
  };
}

export function sayWorkUndone({ gone, back }: { gone: WorkRow[]; back: WorkRow[] }, today: Day): string {
  if (gone.length === 0) return '这条记录之前已经撤销过了。';
  return back.length > 0 ? `已撤销，改回：${sayRows(back, today)}` : `已撤销，不再计入：${sayRows(gone, today)}`;
}

/** `6月4日(周三) 护考：发放倡议书80份、环保袋50套` */
export function sayRows(rows: readonly WorkRow[], today: Day): string {
  const [first] = rows;
  if (!first) return '';
  const until = first.untilDay === first.day ? '' : `至${formatDay(first.untilDay, today)}`;
  const title = first.title === null ? '' : ` ${escapeMarkdown(first.title)}`;
  let verb: string | null = null;
  const things = rows.map((row) => {
    const isSame = row.verb === verb;
    verb = row.verb;
    return sayThing(isSame ? { ...row, verb: null } : row);
  });
  return `${formatDay(first.day, today)}${until}${title}：${things.join('、')}`;
}

/** `发放倡议书80份`, `协会获区委“优秀基层党组织”`, `中央电视台报道` */
export function sayThing(row: WorkRow): string {
  const amount = row.quantity === null ? '（数量待补）' : `${row.quantity}${row.unitWord ?? ''}`;
  const item = escapeMarkdown(row.item);
  switch (row.kind) {
    case 'honour': {
      const who = `${row.receiver === null ? '' : escapeMarkdown(row.receiver)}${row.unitWord === '项' ? '' : amount}`;
      return `${row.year === null ? '' : `${row.year}年`}${who}获${escapeMarkdown(row.giver ?? '')}“${item}”`;
    }
    case 'media':
      return `${item}报道`;
    case 'need':
      return `${escapeMarkdown(row.giver ?? '')}需要${item}`;
    case 'base':
    case 'regulation':
      return item;
    case 'helped':
      return `受益${item}${amount}`;
    default:
      return `${escapeMarkdown(row.verb ?? '')}${item}${amount}`;
  }
}

export function nameOf({ item, title }: Pick<WorkRow, 'item' | 'title'>): string {
  return escapeMarkdown(title === null ? item : `${title}的${item}`);
}

/** The line that fills in or corrects one. */
export function correctionLine({ item, unitWord, quantity }: WorkRow): string {
  return `更正 ${escapeMarkdown(item)} ${quantity ?? 100}${unitWord ?? ''}`;
}

function fillLine(row: WorkRow | undefined): string {
  return row ? `更正 ${escapeMarkdown(row.item)} 几${row.unitWord ?? '件'}（“几”换成数字）` : '';
}
