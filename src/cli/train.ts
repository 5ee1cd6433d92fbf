import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { judgeIntents, LEAST_WEIGHT } from '../language/intent/judge.ts';
import { packModel, unpackModel } from '../language/intent/learnt/model.ts';
import { loadCorpus, type Sample } from './train/corpus.ts';
import { createRandom, learn } from './train/learn.ts';

const WEIGHTS = new URL('../language/intent/learnt/weights.json', import.meta.url);
const MOST_FEATURES = 9000;
const FOLDS = 5;

const command = new Command('train')
  .description(
    '从 test/fixtures/messages 的消息学说法，写 weights.json / learns the wordings of the fixtures, writes weights.json',
  )
  .option('--by-file', '每个文件轮流不学只考 / also: learn without one file, test on it', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse();

const samples = loadCorpus();
console.log(`${samples.length} messages, ${samples.filter(({ intent }) => intent === 'none').length} of them talk`);
for (const line of validate(samples)) console.log(line);
const { names, weights } = learn(samples, MOST_FEATURES);
const packed = packModel(names, weights);
writeFileSync(WEIGHTS, `${JSON.stringify(packed, null, 2)}\n`);
console.log(`weights.json: ${Object.keys(packed).length} features`);

/** One line a test on messages that were not learnt from. */
function* validate(all: readonly Sample[]): Generator<string> {
  const random = createRandom(FOLDS);
  const folds = all.map(() => Math.floor(random() * FOLDS));
  const results = Array.from({ length: FOLDS }, (_, fold) =>
    score(
      all.filter((_sample, at) => folds[at] !== fold),
      all.filter((_sample, at) => folds[at] === fold),
    ),
  );
  yield tell(`${FOLDS} folds`, results.flat());
  if (command.opts<{ byFile: boolean }>().byFile) {
    for (const file of new Set(all.map((sample) => sample.file))) {
      const [rest, test] = [all.filter((sample) => sample.file !== file), all.filter((sample) => sample.file === file)];
      yield tell(`without ${file}`, score(rest, test));
    }
  }
}

interface Result {
  isOrder: boolean;
  isRight: boolean;
}

/** Reads the messages of `test` as the bot would if it had learnt from `known` alone. */
function score(known: readonly Sample[], test: readonly Sample[]): Result[] {
  const { names, weights } = learn(known, MOST_FEATURES);
  const model = unpackModel(packModel(names, weights));
  return test.map(({ facts, intent, accepted }) => {
    const [best] = judgeIntents(facts, model);
    const read = best && best.weight >= LEAST_WEIGHT ? best.intent : 'none';
    return { isOrder: intent !== 'none', isRight: accepted.includes(read) };
  });
}

function tell(label: string, results: readonly Result[]): string {
  const [orders, talk] = [results.filter(({ isOrder }) => isOrder), results.filter(({ isOrder }) => !isOrder)];
  const right = orders.filter(({ isRight }) => isRight).length;
  const triggered = talk.filter(({ isRight }) => !isRight).length;
  const share = (part: number, whole: number, of: number) => ((of * part) / Math.max(1, whole)).toFixed(1);
  return [
    label.padEnd(20),
    `intent ${share(right, orders.length, 100)} % of ${orders.length}`,
    `false triggers ${share(triggered, talk.length, 1000)} per 1,000 (${triggered} of ${talk.length})`,
  ].join('   ');
}
