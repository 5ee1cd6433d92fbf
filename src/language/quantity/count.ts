import { NUMERAL, parseNumber } from '../number.ts';
import { createSieve } from '../search/sieve.ts';
import { freeMatches, type Sheet, type Stretch } from '../sheet.ts';

/** A number of people as said. */
export interface CountToken extends Stretch {
  n: number;
  /** total: 共4人. plus: +2. minus: 减一人, -1. family: 一家四口. capacity: 名额20. people: 16人. brought: 带2个家属. helped: 受益300人. */
  kind: 'people' | 'total' | 'plus' | 'minus' | 'family' | 'capacity' | 'brought' | 'helped';
}

export const KIN =
  '家属|家人|小孩子?|小朋友|孩子|娃|朋友|同事|同学|老人|弟弟|妹妹|哥哥|姐姐|老公|老婆|爱人|儿子|女儿|闺女|室友|邻居|家长|丈夫|妻子|媳妇|老伴|爸妈|父母|爸爸|妈妈|爸|妈|弟|妹|哥|姐|孙子|孙女|外孙女?|对象|亲戚|亲友|战友';
const UNIT = '(?:个人|人次|人|名|位|口人|口|个)';
const HELPERS = '(?:志愿者|义工|帮手|党员|队员|青年|同志|大人|成年人|老师|学生)';
const SIGNED = '-?\\s?\\d{1,12}';
const FIGURE = `(?:${NUMERAL}|${SIGNED})`;

const BRINGS = '(?:带着?了?|带上|携带?|还有|外加|领着?)';

interface Finder {
  kind: CountToken['kind'];
  regexp: RegExp;
  /** Where the words say the number without a numeral: 夫妻. */
  n?: number;
}

const FINDERS: readonly Finder[] = [
  {
    kind: 'helped',
    regexp: new RegExp(
      `(?:受益|惠及|受助|服务(?:了)?(?:老人|群众|居民|对象|儿童|孩子|学生|患者|残疾人|老年人|村民|市民|党员|困难户|考生|游客)|服务(?:人数|人次)|惠民|帮助(?:了)?(?:老人|群众|居民|儿童|孩子|学生)?)(?:人数|群众|居民|老人|约|大约|:|\\s){0,3}(${NUMERAL})(?:余|多)?${UNIT}?`,
      'g',
    ),
  },
  {
    kind: 'brought',
    regexp: new RegExp(`${BRINGS}\\s?(${NUMERAL})\\s?[个名位口]?人(?!份)`, 'g'),
  },
  {
    kind: 'brought',
    regexp: new RegExp(
      `(?:${BRINGS}|加上?|和|跟|与)\\s?(${NUMERAL})\\s?[个名位口]?(?:我家)?小?(?:${KIN}|学生|徒弟|队员|组员|新人)`,
      'g',
    ),
  },
  // 两大一小.
  { kind: 'people', regexp: /(\d|[一两二三四])\s?大(\d|[一两二三四])\s?小(?![\u4e00-\u9fff])/g },
  {
    kind: 'capacity',
    regexp: new RegExp(
      `(?:名额|限额|人数上限|人数限制|上限|席位)(?:为|是|共|有|限|:|\\s){0,2}(${FIGURE})(?:个名额|个人|个|人|名|位)?`,
      'g',
    ),
  },
  {
    kind: 'capacity',
    regexp: new RegExp(
      `(?:人数)(?:为|是|共|约|限|:|\\s){0,2}(?:每[天场班次]\\s?)?(${FIGURE})(?:个人|个|人|名|位)?`,
      'g',
    ),
  },
  {
    kind: 'capacity',
    regexp: new RegExp(`(${NUMERAL})\\s?个?(?:名额|席位|座位|座(?=$|[\\s,，。])|位置|位子|坑位)`, 'g'),
  },
  {
    kind: 'minus',
    regexp: new RegExp(
      `(?:减少?|少(?:来|去)?|退|去掉|划掉|撤|删|取消)(?:掉|了)?(?:[她他]们?)?\\s?(${NUMERAL})\\s?(?:个人|个(?!活动|班|岗|场)|人|名(?!额)|位)`,
      'g',
    ),
  },
  { kind: 'minus', regexp: /(?<=^|\s|报名|名额)-\s?(\d{1,2})(?=$|\s|[,.。!])/g },
  { kind: 'minus', regexp: /(?<![\u4e00-\u9fff])减\s?(\d{1,2}|[一二两俩三仨])(?=$|[\s,，。!！~])/g },
  { kind: 'minus', regexp: /(?:减|少|退)(?:掉|了|报)?(?:([俩仨])|([一两二三])个)(?=$|[\s,，。!！~:：])/g },
  {
    kind: 'family',
    regexp: new RegExp(
      `(?:一家|全家|我家|一家子|家里)(?:老小|人)?(?:共|有)?\\s?(${NUMERAL})\\s?(?:口人?|个人|个|人)(?:人)?`,
      'g',
    ),
  },
  {
    kind: 'family',
    regexp:
      /(?:夫妻|夫妇|母子|母女|父子|父女|姐妹|姐弟|兄弟|兄妹|祖孙|师徒|婆媳|爷儿?|娘儿?|哥儿?|姐儿?|(?<=我们|咱们|俺们|我|咱|俺|他们|她们))([俩仨])(?:[个人]|口子)?(?!\d)/g,
  },
  { kind: 'family', regexp: /(?:我们)?[老小]?(两)口子?(?!人|气|锅|井|缸)/g },
  { kind: 'family', regexp: /(?:夫妻|夫妇)(?:二人|两人|一起|俩)?(?![店档肺])/g, n: 2 },
  {
    kind: 'total',
    regexp: new RegExp(`(?:合计|一共|总共|总计|共计|共有|共|加起来)\\s?(?:是)?\\s?(${NUMERAL})\\s?${UNIT}`, 'g'),
  },
  { kind: 'plus', regexp: /(?<![\d+])\+\s?(\d{1,2}|[一二两三四五六七八九])(?![\d.])(?:个人|个|人|位)?/g },
  {
    kind: 'plus',
    regexp: /(?<![\u4e00-\u9fff])加\s?(\d{1,2}|[一二两三四五六七八九俩仨])(?=$|[\s,，。!！~])/g,
  },
  { kind: 'people', regexp: /([俩仨])(?:人|个人)?(?![半天场次])/g },
  {
    kind: 'people',
    regexp: new RegExp(
      `(?<![第初周期月\\d.])(${NUMERAL})\\s?(?:个人手?(?!名义)|人次|人(?!份|民|行|生|家|工|口普|间|事|物|格|才|情|体)|名(?!额)|位(?!置|数|于)|口人)`,
      'g',
    ),
  },
  {
    kind: 'people',
    regexp: new RegExp(
      `(?<![第\\d.半])(${NUMERAL})\\s?个(?=${HELPERS}|[\\u4e00-\\u9fff]{0,6}(?:裁判|志愿者|助教|老师|帮手|人员|义工|讲解员|引导员|翻译|司机|摄影师|主持人))`,
      'g',
    ),
  },
  {
    kind: 'people',
    regexp: new RegExp(
      `(?<=[要需缺差收招求限]|最多|想找|想请|到了?|来了?|去了?|实到)\\s?(${NUMERAL})\\s?[个名位](?=$|[\\s,，。;；!！~]|会[\\u4e00-\\u9fff]{1,6}的|[\\u4e00-\\u9fff]{1,6}的(?=$|[\\s,，。;；!！])|帮忙)|(?<=[找招派])\\s?(${NUMERAL})\\s?[个名位](?=[\\u4e00-\\u9fff]{1,5}(?:$|[\\s,，。;；!！]))`,
      'g',
    ),
  },
  { kind: 'people', regexp: /(?<=我们|咱们|咱)\s?([一二两三四五六七八九十\d]{1,2})个(?!月|小时|半)/g },
];

const sift = createSieve(FINDERS);

/** Numbers of people, each claimed, in order. */
export function scanCounts(sheet: Sheet): CountToken[] {
  const tokens: CountToken[] = [];
  for (const { kind, regexp, n: fixed } of sift(sheet.text)) {
    for (const match of freeMatches(sheet, regexp)) {
      const [first, second] = [
        parseSigned(match[1] ?? match[2] ?? ''),
        parseSigned(match[1] === undefined ? '' : (match[2] ?? '')),
      ];
      const n = fixed ?? (first === undefined ? undefined : first + (second ?? 0));
      if (n === undefined) continue;
      const end = match.index + match[0].length;
      if (match[0] === '一人' && isEach(sheet, end)) continue;
      sheet.claim('count', match.index, end);
      tokens.push({ n, kind, start: match.index, end });
    }
  }
  return tokens.sort((a, b) => a.start - b.start);
}

/** 一人仨小时 says how long, not how many. */
function isEach(sheet: Sheet, end: number): boolean {
  return sheet.kindAt(end) === 'hours' || sheet.kindAt(end + 1) === 'hours';
}

function parseSigned(text: string): number | undefined {
  const bare = text.replace(/^-\s?/, '').trim();
  const value = parseNumber(bare);
  return value !== undefined && text.startsWith('-') ? -value : value;
}
