import { z } from 'zod';

const id = z.int().positive();
/** Orders are short: what is longer is not looked through. */
const SHORT = '^(?=[\\s\\S]{2,120}$)';
const PERSON = '[\\u4e00-\\u9fff·]{2,4}';
const WITH = '(?:和|跟|与|同)';
const END = '[\\s。!！~～]*$';

/**
 * 换班 6月5日 换给陈静, 和陈静换班 6月5日换6月12日, 换班 6月5日 和陈静的6月12日, 顶班 6月5日 陈静, 6月5日请陈静替我顶班. `mine`: the
 * asker's day; `theirs`: the other's.
 */
export const SWAP = new RegExp(
  `${SHORT}(?:${[
    `^(?:我?(?:要|想))?换班[\\s:：]*(?<mine1>\\S[\\s\\S]*?)\\s*(?:换给|让给|转给|给)\\s*(?<name1>${PERSON})${END}`,
    `^(?:我?(?:要|想))?${WITH}\\s*(?<name2>${PERSON}?)\\s*换班[\\s:：,，]*(?:我的?)?(?<mine2>\\S[\\s\\S]*?)\\s*(?:换成|对换|换|调)\\s*(?:TA|他|她)?的?(?<theirs2>\\S[\\s\\S]*?)${END}`,
    `^(?:我?(?:要|想))?换班[\\s:：]*(?<mine3>\\S[\\s\\S]*?)\\s*${WITH}\\s*(?<name3>${PERSON}?)\\s*的?\\s*换?\\s*(?<theirs3>\\d[\\s\\S]*?)${END}`,
    `^顶班[\\s:：]*(?<mine4>\\S[\\s\\S]*?)[\\s,，:：]+(?<name4>${PERSON})${END}`,
    `^(?:请|让)\\s*(?<name5>${PERSON}?)\\s*(?:替我|帮我|给我)?顶班[\\s:：]*(?<mine5>\\S[\\s\\S]*?)${END}`,
    `^(?<mine6>\\S[\\s\\S]*?)[\\s,，]*(?:想?请|让)\\s*(?<name6>${PERSON}?)\\s*(?:替我|帮我|给我)顶(?:班|一下)?${END}`,
  ].join('|')})`,
);
/** 换班, 顶班: nothing said with it. */
export const SWAP_BARE = /^(?:我?(?:要|想))?(?:换班|顶班)[\s。!！?？]*$/;
export const AGREE = new RegExp(
  `^(?:我)?(?:同意|愿意|答应|可以)(?:${WITH}?(?<name>${PERSON}?)的?)?(?:换班|顶班)(?:了)?${END}`,
);
export const DECLINE = new RegExp(
  `^(?:我)?(?:不(?:同意|愿意?|能|想)?(?:${WITH}?(?<name>${PERSON}?)的?)?(?:换班|顶班))(?:了)?${END}`,
);
/** Said of anything; of a swap where one waits for an answer. */
export const DECLINE_BARE = new RegExp(`^(?:我)?(?:不(?:同意|愿意?|能|想)?[换顶]|[换顶]不了)(?:了)?${END}`);
export const TAKE_BACK = /^(?:撤回|取消|收回|不要)(?:换班|顶班)(?:的?(?:申请|请求))?[\s。!！~～]*$/;

export interface SwapWords {
  mine: string;
  name: string;
  theirs?: string;
}

export function swapWords({ groups = {} }: RegExpExecArray): SwapWords {
  const pick = (key: string): string | undefined =>
    Object.entries(groups).find(([name, value]) => name.startsWith(key) && value !== undefined)?.[1];
  const theirs = pick('theirs');
  return { mine: pick('mine') ?? '', name: pick('name') ?? '', ...(theirs === undefined ? {} : { theirs }) };
}

/** Value of a `swap:` choice: the asker's registration, the other's, the other. */
export const swapChoiceSchema = z.object({ g: id, t: id.optional(), o: id });
export const swapUndoSchema = z.object({ swap: id });
