import { zh } from 'chrono-node';
import { read } from '../../language/read.ts';
import { type Message, readFragments, readMessages, repeatToLength } from './messages.ts';

const WARM_UPS = 5;
const ROUNDS = 15;
const CONTEXT = { today: '2026-06-03', time: '10:00', roster: ['王芳', '周三立'], sender: 'wangfang' };

/** Messages read in a second, beside chrono-node, which finds only their dates; and the slowest message of 20 KB. */
export function benchLanguage(): void {
  printRates(readMessages());
  printLongest(readFragments());
}

function printRates(messages: readonly Message[]): void {
  const readOurs = ({ text, context }: Message) => read(text, context);
  const readTheirs = ({ text, now }: Message) => zh.hans.parse(text, now);
  for (let round = 0; round < WARM_UPS; round++) {
    rate(messages, readOurs);
    rate(messages, readTheirs);
  }
  const rounds = Array.from({ length: ROUNDS }, () => {
    const [ours, theirs] = [rate(messages, readOurs), rate(messages, readTheirs)];
    return { ours, theirs, ratio: ours / theirs };
  });
  const [ours, theirs] = [median(rounds.map((round) => round.ours)), median(rounds.map((round) => round.theirs))];
  const ratio = median(rounds.map((round) => round.ratio));
  console.log(
    `language: ${messages.length} messages, ${Math.round(ours)}/s read whole; ` +
      `chrono-node, dates alone: ${Math.round(theirs)}/s; ratio ${ratio.toFixed(2)}`,
  );
}

function printLongest(fragments: readonly string[]): void {
  const times = fragments.map((fragment) => ({ fragment, ms: quickest(repeatToLength(fragment)) }));
  times.sort((one, other) => other.ms - one.ms);
  const [worst] = times;
  if (!worst) return;
  console.log(
    `language, 20 KB of one fragment, ${times.length} fragments: worst ${worst.ms.toFixed(1)} ms ` +
      `(${JSON.stringify(worst.fragment)}), median ${median(times.map(({ ms }) => ms)).toFixed(1)} ms`,
  );
}

/** Of three times that it is read: what else the machine does, and code not yet compiled, are no fault of the text. */
function quickest(text: string): number {
  return Math.min(...[1, 2, 3].map(() => elapsed(() => read(text, CONTEXT))));
}

/** Calls a second. */
function rate(messages: readonly Message[], call: (message: Message) => unknown): number {
  return (messages.length * 1000) / elapsed(() => messages.forEach((message) => void call(message)));
}

function elapsed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
