import { AppError, userError } from '../../../errors.ts';
import type { JielongFaults, JielongRow, Reading } from '../../../language/reading.ts';
import { checkName } from '../../person/usecase.ts';
import { MOST_COMPANIONS } from '../../registration/usecase/party.ts';
import type { Listed, PastedList } from '../schema.ts';

const MOST_ROWS = 200;
const NO_FAULTS: JielongFaults = { missing: [], doubled: [], nameless: [], twice: [] };

/**
 * The people of a pasted list, each once for the same days, in the order of the rows.
 * @throws AppError `invalid_input` for more than 200 rows.
 */
export function listOf({ rows = [], faults = NO_FAULTS }: Pick<Reading, 'rows' | 'faults'>): PastedList {
  if (rows.length > MOST_ROWS) {
    throw userError(
      'invalid_input',
      `一份接龙最多 ${MOST_ROWS} 行，这份有 ${rows.length} 行，没有报。请分成几份，每份都带上活动那一行，分几条发。`,
    );
  }
  const off = rows.filter(({ isOff }) => isOff).flatMap(({ names, note }) => names.map((name) => ({ name, note })));
  const gone = new Set(off.map(({ name }) => name));
  const refused = new Set<string>();
  const listed: Listed[] = [];
  for (const one of rows.filter(({ isOff }) => !isOff).flatMap(peopleOf)) {
    if (gone.has(one.name)) continue;
    const reason = refusalOf(one);
    if (reason !== undefined) refused.add(reason);
    else merge(listed, one);
  }
  return {
    listed,
    off,
    refused: [...refused],
    faults: { ...faults, twice: faults.twice.filter((name) => !gone.has(name)) },
  };
}

/** The companions of a row come with its first name. */
function peopleOf({ names, people, note, days }: JielongRow): Listed[] {
  return names.map((name, i) => ({
    name,
    companions: i === 0 ? Math.max(0, people - names.length) : 0,
    ...(note === undefined ? {} : { note }),
    ...(days === undefined ? {} : { days }),
    times: 1,
  }));
}

function refusalOf({ name, companions }: Listed): string | undefined {
  if (companions > MOST_COMPANIONS) return `${name}写了带 ${companions} 人，一次最多带 ${MOST_COMPANIONS} 人，没有算`;
  try {
    checkName(name);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.isForUser) return `「${name}」不像姓名，没有算`;
    throw error;
  }
}

/** Somebody named again for the same day is one person; the larger number of companions holds. */
function merge(listed: Listed[], one: Listed): void {
  const index = listed.findIndex((other) => other.name === one.name && isSameDay(other, one));
  const before = listed[index];
  if (!before) {
    listed.push(one);
    return;
  }
  const notes = [...new Set([before.note, one.note].filter((note) => note !== undefined))];
  const days = before.days && one.days && [...new Set([...before.days, ...one.days])].sort();
  listed[index] = {
    name: one.name,
    companions: Math.max(before.companions, one.companions),
    ...(notes.length > 0 ? { note: notes.join('，') } : {}),
    ...(days ? { days } : {}),
    times: before.times + 1,
  };
}

function isSameDay(one: Listed, other: Listed): boolean {
  return !one.days || !other.days || one.days.some((day) => other.days?.includes(day));
}
