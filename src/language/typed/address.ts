import { isName } from '../people/name.ts';

const QUOTE = /^\s*[「“"][\s\S]{0,6000}?[」”"][^\S\n]*\n\s*(?:[-~—]\s?){3,80}\n/;
const BOT = /@[^\s@,，。:：]{0,10}(?:机器人|助手|小志|助理|小秘|[bB]ot|BOT)[ \u2005]?/g;
const LEADING = /^\s*@([^\s@]{1,20})\s+/;
const PERSON = /@(?=[\u4e00-\u9fff]{2,4})/g;

export interface Addressed {
  /** As long as before; the quote and the mentions of the bot are blanks. */
  text: string;
  /** Begins by mentioning a person, and no bot is mentioned. */
  isToPerson: boolean;
}

/** Takes out what is not said by the sender or only calls somebody: a quoted message above, mentions. */
export function blankAddress(text: string, roster: ReadonlySet<string>): Addressed {
  const own = text.replace(QUOTE, blank);
  const withoutBot = own.replace(BOT, blank);
  const leading = LEADING.exec(withoutBot)?.[1];
  const isToPerson = leading !== undefined && withoutBot === own && isName(leading, 'likely', roster);
  const spoken =
    leading === undefined || isName(leading, 'likely', roster) ? withoutBot : withoutBot.replace(LEADING, blank);
  return { text: spoken.replace(PERSON, ' '), isToPerson };
}

function blank(words: string): string {
  return ' '.repeat(words.length);
}
