import type { CommandContext } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import type { Choice, Reply } from '../../../bot/reply.ts';
import { describeClosed, describeOpen, describeUnknown, formatTime } from '../../activity/usecase/describe.ts';
import type { Occurrence, Wanted } from '../../activity/usecase/find.ts';
import { describePerson } from '../../person/usecase.ts';
import type { Chosen, PastedList } from '../schema.ts';
import type { Comparison } from '../types.ts';

type Around = Pick<CommandContext, 'today' | 'now' | 'zone'>;
type Of<K extends Comparison['kind']> = Extract<Comparison, { kind: K }>;

const MOST_CHOICES = 10;

/** What has to be known before the list can be compared; each choice carries the whole list on. */
export function questionReply(comparison: Exclude<Comparison, { kind: 'compared' }>, around: Around): Reply {
  switch (comparison.kind) {
    case 'who':
      return whoReply(comparison);
    case 'which':
      return ask('这份接龙报到哪一个？', comparison.candidates, comparison.list, around);
    case 'closed': {
      const text = `${describeClosed(comparison.occurrence, around)}，接龙没有报。`;
      return comparison.nearest.length === 0
        ? { text }
        : ask(`${text}\n要报到下面哪一个，就选：`, comparison.nearest, comparison.list, around);
    }
    case 'unknown':
      return unknownReply(comparison, around);
  }
}

function whoReply({ name, people, isTwice, occurrences, list, chosen }: Of<'who'>): Reply {
  const ids = occurrences.map(({ id }) => id);
  const choose = (some: readonly { id: number }[]) => keyOf(ids, list, { ...chosen, [name]: some.map(({ id }) => id) });
  const choices: Choice[] = people
    .slice(0, MOST_CHOICES)
    .map((person) => ({ label: describePerson(person), key: choose([person]) }));
  if (isTwice) choices.push({ label: '这几位都报', key: choose(people), says: 'all' });
  return { text: `有几位叫「${name}」的，接龙里的是哪一位？`, choices };
}

function unknownReply({ wanted, nearest, list }: Of<'unknown'>, around: Around): Reply {
  const text = `${describeUnknown(wanted, around.today)}，接龙没有报。`;
  const how = `先发布活动，再把接龙发一次，例如：${publishLine(wanted)}`;
  if (nearest.length === 0) return { text: `${text}\n${how}` };
  return ask(`${text}\n${how}\n要报到下面哪一个，就选：`, nearest, list, around);
}

/** What the heading says, as the line that publishes it. */
function publishLine({ keyword, dates, time, place }: Wanted): string {
  const [day] = dates ?? [];
  const date = day === undefined ? '6月4日' : `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  const words = [
    date,
    time?.map(formatTime).join('-') ?? '8:00-12:00',
    keyword ?? '护考',
    `地点：${place ?? '一中门口'}`,
    '名额20',
  ];
  return escapeMarkdown(`发布活动 ${words.join(' ')}`);
}

function ask(text: string, occurrences: readonly Occurrence[], list: PastedList, around: Around): Reply {
  const choices = occurrences.slice(0, MOST_CHOICES).map((occurrence) => ({
    label: describeOpen(occurrence, around),
    key: keyOf([occurrence.id], list, {}),
  }));
  return { text, choices };
}

function keyOf(ids: number[], list: PastedList, chosen: Chosen): string {
  return `jielong:${JSON.stringify({ o: ids, l: list, w: chosen })}`;
}
