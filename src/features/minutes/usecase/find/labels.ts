import { isName } from '../../../../language/people/name.ts';
import { rosterSet } from '../../../../language/people/roster.ts';
import { normalise } from '../../../../language/text.ts';

/** What the head of the minutes says of the meeting itself; absent: not said. */
export interface Labels {
  chair?: string;
  recorder?: string;
  place?: string;
  present?: string[];
  late?: string[];
  leave?: string[];
  absent?: string[];
  agenda?: string[];
}

/** Where it stands: a line of labels comes at the head or the foot, and none is long. */
const LONGEST_TEXT = 8000;
const LABEL_END = '(?:人员?|同志|名单)?(?:有|是|为)?\\s?(?:\\([^()]{0,12}\\)\\s?)?[:：]\\s?';
const VALUE = '([^\\n。;；]{2,300})';
const PEOPLE: readonly { field: 'present' | 'late' | 'leave' | 'absent'; words: string }[] = [
  { field: 'present', words: '出席|到会|参会|参加|与会|实到' },
  { field: 'late', words: '迟到' },
  { field: 'leave', words: '请假' },
  { field: 'absent', words: '缺席|未到|缺勤' },
];
/** 王芳主持, 王芳记录 without a label. */
const NEXT_LABEL =
  /(?:主持|记录|出席|到会|参会|与会|列席|缺席|请假|未到|迟到|地点|时间|议题|议程)(?:人员?|同志|名单)?\s?[:：]/;

/** Who led, wrote, came and stayed away as the text says under its labels (`主持：李强`). Pure; nothing is made up. */
export function findLabels(typed: string, { roster }: { roster: readonly string[] }): Labels {
  const { text } = normalise(typed.slice(0, LONGEST_TEXT));
  const known = rosterSet(roster);
  const labels: Labels = {};
  const chair = onePerson(text, '主持', known);
  const recorder = onePerson(text, '记录', known);
  const place = valueAfter(text, '(?:会议)?地点');
  const agenda = valueAfter(text, '(?:会议)?(?:议题|议程)');
  if (chair !== undefined) labels.chair = chair;
  if (recorder !== undefined) labels.recorder = recorder;
  if (place !== undefined) labels.place = place.split(/[,，]/)[0]?.trim() ?? place;
  for (const { field, words } of PEOPLE) {
    const names = namesIn(valueAfter(text, words) ?? '', known);
    if (names.length > 0) labels[field] = names;
  }
  const points = agenda
    ?.split(/[、,，]/)
    .map((point) => point.trim())
    .filter((point) => point !== '');
  if (points && points.length > 0) labels.agenda = points;
  return labels;
}

/** Up to the next label on the same line. */
function valueAfter(text: string, words: string): string | undefined {
  const value = new RegExp(`(?<![\\u4e00-\\u9fff])(?:${words})${LABEL_END}${VALUE}`).exec(text)?.[1];
  if (value === undefined) return undefined;
  const next = NEXT_LABEL.exec(value);
  return (next ? value.slice(0, next.index) : value).trim() || undefined;
}

function onePerson(text: string, word: '主持' | '记录', roster: ReadonlySet<string>): string | undefined {
  const labelled = namesIn(valueAfter(text, word) ?? '', roster)[0];
  if (labelled !== undefined) return labelled;
  const said = new RegExp(
    `(?:^|[\\n。;；,，\\s由])([\\u4e00-\\u9fff]{2,4})(?:同志)?${word}(?=$|[\\n。;；,，\\s]|会议|本次)`,
  ).exec(text)?.[1];
  const name = said?.replace(/^(?:会议)?由/, '').replace(/同志$/, '');
  return name !== undefined && isName(name, 'sure', roster) ? name : undefined;
}

/** 李强、王芳（迟到）等8人: only what is a name. */
function namesIn(value: string, roster: ReadonlySet<string>): string[] {
  const pieces = value
    .replace(/\([^()]*\)/g, '')
    .split(/[、,，\s/]|以及|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})/)
    .map((piece) => piece.replace(/(?:同志|老师)$|等?\d+[人名位].*$|等.{0,4}$/g, '').trim());
  return [...new Set(pieces.filter((piece) => piece.length >= 2 && isName(piece, 'named', roster)))];
}
