/** Of the words, so much has to stand in the title. */
const LEAST = 0.6;
/** Said around what a task is about. */
const FILLERS = /[\s,，。！!的我已经都也把了]|任务|事情|这件事|那件事/g;

/** Those that the words can mean: by a number of their pairs of characters that stand in the title. Pure. */
export function matchTasks<T extends { title: string }>(words: string, tasks: readonly T[]): T[] {
  const wanted = pairsOf(words);
  if (wanted.length === 0) return [];
  return tasks.filter(({ title }) => {
    const own = new Set(pairsOf(title));
    return wanted.filter((pair) => own.has(pair)).length / wanted.length >= LEAST;
  });
}

function pairsOf(text: string): string[] {
  const core = [...text.replace(FILLERS, '')];
  return core.slice(1).map((character, i) => `${core[i]}${character}`);
}
