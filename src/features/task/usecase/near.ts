import type { Db } from '../../../database.ts';
import { findPeople, type Person, rosterNames } from '../../person/usecase.ts';

const MOST = 4;
const TITLE = /(?:老师|师傅|阿姨|叔叔|大[爷妈姐哥]|主任|书记|队长|站长|组长|会长|[姐哥叔婶姨工总])$/;

/** People whose names are nearly this one: a character wrong, missing or too many; 李书记: those of that surname. */
export async function nearPeople(db: Db, name: string): Promise<Person[]> {
  const surname = surnameIn(name);
  const names = (await rosterNames(db)).filter((other) =>
    surname === undefined ? isNear(name, other) : other !== name && other.startsWith(surname),
  );
  const people: Person[] = [];
  // Who shares the surname comes first.
  for (const other of names.sort((a, b) => Number(b[0] === name[0]) - Number(a[0] === name[0])).slice(0, MOST)) {
    people.push(...(await findPeople(db, other)));
  }
  return people.slice(0, MOST);
}

function surnameIn(name: string): string | undefined {
  const bare = name.replace(TITLE, '').replace(/^[小老](?=.)/, '');
  return bare !== name && [...bare].length === 1 ? bare : undefined;
}

/** One character apart; of two characters the surname has to be the same. */
function isNear(name: string, other: string): boolean {
  if (name === other || Math.abs(name.length - other.length) > 1) return false;
  const [short, long] = name.length <= other.length ? [name, other] : [other, name];
  if (short.length === long.length) {
    if (short.length < 3 && short[0] !== long[0]) return false;
    return [...short].filter((character, i) => character !== long[i]).length === 1;
  }
  return [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short);
}
