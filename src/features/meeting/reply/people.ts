import { escapeMarkdown } from '../../../bot/markdown.ts';
import type { Reply } from '../../../bot/reply.ts';
import type { resolvePeople } from '../../party/usecase/resolve.ts';
import { describePerson } from '../../person/usecase.ts';

type Unclear = Exclude<Awaited<ReturnType<typeof resolvePeople>>, { kind: 'all' }>;

/** An order that names people, as a button of `command` carries it. */
interface PeopleOrder {
  people: (string | number)[];
  isSure?: boolean | undefined;
}

/** Which of several of one name is meant, or whether somebody unknown is to be kept. */
export function askAboutPeople(command: string, order: PeopleOrder, unclear: Unclear): Reply {
  const keyOf = (asked: PeopleOrder) => `${command}:${JSON.stringify(asked)}`;
  if (unclear.kind === 'which') {
    const { name, people } = unclear;
    const choose = (id: number) => order.people.map((named) => (named === name ? id : named));
    return {
      text: `叫${escapeMarkdown(name)}的有几位，是哪一位？`,
      choices: people.map((person) => ({
        label: describePerson(person),
        key: keyOf({ ...order, people: choose(person.id) }),
      })),
    };
  }
  return {
    text: `名单里还没有：${unclear.names.map(escapeMarkdown).join('、')}。按这个姓名记上吗？`,
    choices: [
      { label: '是，记上', key: keyOf({ ...order, isSure: true }), says: 'yes' },
      { label: '不用', key: `${command}:no`, says: 'no' },
    ],
  };
}
