import { matchesOf } from '../search/matches.ts';
import { isCalled } from './called.ts';
import type { NameToken } from './find.ts';
import { type Certainty, isName } from './name.ts';
import { isWord } from './word.ts';

/** 沈月 of 沈月和我. */
export const BEFORE_ME = /([\u4e00-\u9fff]{2,4})(?:\s?[、,&+]\s?|和|跟|与|及|同)我(?!们?的?[弟妹爸妈哥姐])/g;
/** 夏至 of 消防演练夏至要来. */
export const BEFORE_DEED =
  /([\u4e00-\u9fff]{2,4})(?=要[来去](?!不)|想[来去]|[来去]不[了成]|到不了|[托让]我|要?请(?:个|一下)?假|要?告(?:个)?假|家里?有[事急人]|[跟和][他她]|(?:[去到]|(?<![春福东运喜贵金凤宝瑞雁燕朋泰祥财迎招盼恩复])来)(?=$|[,，。!！])|[脚腰腿](?:崴|扭|疼|受)|生病|发烧|住院)/g;
/** 王芳 of 周六植树王芳+1. */
export const BEFORE_PLUS = /([\u4e00-\u9fff]{2,4})(?=\s?\+\d)/g;
/** What is asked for a person spoken of before. */
const FOR_THEM = /[帮替给把让][他她]/;

/** Names that end where something is said that a person is named before, wherever in the clause. */
export function namesBefore(text: string, said: RegExp, roster: ReadonlySet<string>): NameToken[] {
  const tokens: NameToken[] = [];
  const isFor = FOR_THEM.test(text);
  for (const match of matchesOf(said, text)) {
    const chunk = match[1] ?? '';
    for (const length of [3, 2, 4]) {
      const name = chunk.slice(-length);
      if (name.length !== length) continue;
      const isApt = isFor || (length === chunk.length && isStart(text, match.index));
      if (!isName(name, certaintyOf(said, isApt), roster) || (said === BEFORE_DEED && isWord(name) && !isCalled(name)))
        continue;
      const end = match.index + chunk.length;
      tokens.push({ name, start: end - length, end });
      break;
    }
  }
  return tokens;
}

/** 柏舟 of 柏舟和我: whoever goes with the sender is a person. */
function certaintyOf(said: RegExp, isApt: boolean): Certainty {
  if (!isApt) return 'likely';
  return said === BEFORE_ME ? 'sure' : 'apt';
}

function isStart(text: string, at: number): boolean {
  return at === 0 || /[\s,，。;；:：!！\uE000-\uE00F]/.test(text.charAt(at - 1));
}
