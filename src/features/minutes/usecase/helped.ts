import { isName } from '../../../language/people/name.ts';
import { rosterSet } from '../../../language/people/roster.ts';
import { surnameLength } from '../../../language/people/surname.ts';
import type { TaskOfHolding } from '../store/tasks.ts';
import type { Minutes } from '../types.ts';

/** Behind these words those who are helped are named. */
const CUE =
  /(?:看望|慰问|走访|探望|探访|帮扶|救助|资助|照顾|照料|陪护|陪同|陪|受助人|(?:帮扶|救助|慰问|走访)对象|困难(?:家庭|群众|户|职工|党员|老人|学生)|低保户|五保户|特困户|(?:孤寡|独居|空巢)老人|残疾人|贫困生|留守儿童)了?(?:名单)?\s?[:：]?\s?/g;
/** Before these words they are. */
const CALLED = /(?:老人|奶奶|爷爷|大爷|大妈|大娘|阿婆|阿公|老太太|老爷子)|家(?=[里的送打做,，。;；、]|$)/g;
const BETWEEN = /^(?:老人|奶奶|爷爷|大爷|大妈|大娘|家)?(?:、|和|与|及)/;
const LENGTHS = [4, 3, 2];

/** With those who are helped as 王某: a group sees no more of them. Members' own names stay. Pure. */
export function coverHelped(text: string, roster: readonly string[]): string {
  const known = rosterSet(roster);
  const found = new Set<string>();
  for (const { index, 0: cue } of text.matchAll(CUE)) namesFrom(text, index + cue.length, known).forEach(add);
  for (const { index } of text.matchAll(CALLED)) {
    const length = LENGTHS.find((one) => index >= one && isHelped(text.slice(index - one, index), known));
    if (length !== undefined) add(text.slice(index - length, index));
  }
  return [...found].reduce(
    (covered, name) => covered.replaceAll(name, `${name.slice(0, surnameLength(name, 0))}某`),
    text,
  );

  function add(name: string): void {
    found.add(name);
  }
}

/** What a group may see of minutes and of what came of them. */
export function coverMinutes<T extends Pick<TaskOfHolding, 'title'>>(
  { minutes, tasks }: { minutes: Minutes; tasks: readonly T[] },
  roster: readonly string[],
): { minutes: Minutes; tasks: T[] } {
  const cover = (text: string) => coverHelped(text, roster);
  return {
    minutes: { ...minutes, text: cover(minutes.text), decisions: minutes.decisions.map(cover) },
    tasks: tasks.map((task) => ({ ...task, title: cover(task.title) })),
  };
}

function namesFrom(text: string, start: number, roster: ReadonlySet<string>): string[] {
  const names: string[] = [];
  for (let at = start; names.length < 20; ) {
    const length = LENGTHS.find(
      (one) => roster.has(text.slice(at, at + one)) || isHelped(text.slice(at, at + one), roster),
    );
    if (length === undefined) break;
    const name = text.slice(at, at + length);
    if (!roster.has(name)) names.push(name);
    const gap = BETWEEN.exec(text.slice(at + length))?.[0];
    if (gap === undefined) break;
    at += length + gap.length;
  }
  return names;
}

function isHelped(word: string, roster: ReadonlySet<string>): boolean {
  return !roster.has(word) && surnameLength(word, 0) > 0 && isName(word, 'likely', roster);
}
