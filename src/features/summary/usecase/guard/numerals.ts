/**
 * Words that hold a numeral's character and say no number, each with why. Left out on purpose, for they tell a number,
 * a rank or an amount: 第一时间, 三会一课, 一些, 一批, 一系列, 一直, 一律, 一切, 十分, 千家万户, 两学一做.
 */
const HARMLESS: readonly { word: string; why: string; unless?: RegExp }[] = [
  { word: '进一步', why: '副词，指程度' },
  { word: '统一', why: '动词' },
  { word: '一致', why: '形容词' },
  // 一起案件 is one case.
  { word: '一起', why: '副词，共同', unless: /^(案|事|纠纷|矛盾|突发|交通|火|意外|报|工程|志愿|活|捐|服)/ },
  { word: '一同', why: '副词，共同' },
  { word: '一线', why: '名词，基层', unless: /^(希望|生机|城市)/ },
  { word: '一心', why: '名词', unless: /^(一|二|两)/ },
  { word: '逐一', why: '副词，一个个地' },
  { word: '万众一心', why: '成语，没有计数' },
  { word: '老百姓', why: '名词，群众' },
  { word: '队伍', why: '名词，伍不作五' },
  { word: '收拾', why: '动词，拾不作十' },
];

const NUMERAL_CHARACTERS =
  '零〇一二三四五六七八九十百千万亿兆两俩仨廿卅卌皕壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳陸參弌弍弎亖幺几幾半倍双雙番';
const NUMERAL = new RegExp(`[\\p{N}${NUMERAL_CHARACTERS}]`, 'u');

/** The first numeral of any script in `text`, written in any width or form; undefined: none. */
export function findNumeral(text: string): string | undefined {
  const whole = withoutHarmless(text.normalize('NFKC'));
  return NUMERAL.exec(whole)?.[0] ?? NUMERAL.exec(withoutHarmless(text))?.[0];
}

export function hasNumeral(text: string): boolean {
  return new RegExp(NUMERAL).test(text.normalize('NFKC'));
}

function withoutHarmless(text: string): string {
  const longestFirst = HARMLESS.toSorted((a, b) => b.word.length - a.word.length);
  return longestFirst.reduce((rest, { word, unless }) => {
    let cleaned = '';
    let from = 0;
    for (let at = rest.indexOf(word); at >= 0; at = rest.indexOf(word, from)) {
      const end = at + word.length;
      const isNumber =
        NUMERAL.test(rest.charAt(at - 1)) || NUMERAL.test(rest.charAt(end)) || unless?.test(rest.slice(end)) === true;
      cleaned += `${rest.slice(from, at)}${isNumber ? word : '、'}`;
      from = end;
    }
    return cleaned + rest.slice(from);
  }, text);
}
