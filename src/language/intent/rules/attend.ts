import { isGone } from '../../date/token.ts';
import type { Facts } from '../../facts.ts';
import { KIN } from '../../quantity/count.ts';
import { pattern } from '../../sheet.ts';
import { hasActivity, hasDate } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { HEDGE, PRIVATE } from '../words.ts';
import { ELSEWHERE } from './register.ts';

const SUBJECT = '(?:我们?|咱们?|本人|{N})';
const MODAL = `(?:我们|我|也|都|一起|一块儿?|一同|可以|能|想|要|会|愿意|准备|打算|肯定|一定|有空|有时间|过|俩|仨|两个|全程|全家|一家|家|去|来|跟|和|与|、|带着?|带上|叫上|约上|还有|隔壁|每天|再|老师|同志|同学|师傅|小|一个|${KIN}|{C}|{D}|{T}|{P}|{N}|\\s)`;
const GO =
  '(?:去|来|上|到场|行|可以|OK|ok|Ok|有空|没问题|帮忙|搭把手|能到|到|在|参加)(?:的|吧|啊|哈|呀|哦|呗|~|一趟|帮忙|帮把手|搭把手|凑个数|一个|一起|参加)*';
const STOP = `那年|那会儿|的时候|可惜|遗憾|不巧|下次|下回|改天|有机会|以后|${HEDGE.source}|${ELSEWHERE.source}|${PRIVATE.source}`;
const NOT_GOING =
  '[你您她]|(?<!其)他|不[去来上在行参能]|没[去来]|得去|还[去来在]|刚|正在|下回|下次|改天|有机会|参加了|参加过|去了|来了';

/** Saying that one goes: 我参加, 我和苏琴去, 三天我都行. Only with an activity named. */
export const ATTEND_RULES: readonly Rule[] = [
  {
    name: 'register: goes (我去, 我参加)',
    intent: 'register',
    regexp: pattern(`${SUBJECT}${MODAL}{0,8}${GO}(?:$|(?=[\\s]|{DF}))`),
    weight: 0.85,
    unless: pattern(`${STOP}|${NOT_GOING}`),
    needs: hasSomethingToGoTo,
  },
  {
    name: 'register: goes with somebody (我和王芳)',
    intent: 'register',
    regexp: pattern(
      `我们?(?:跟|和|与|、|带着?|,|以及)(?:我)?(?:隔壁|同事|同学|朋友|邻居)?\\s?(?:{N}|${KIN})${MODAL}{0,6}$`,
    ),
    weight: 0.8,
    unless: pattern(`${STOP}|${NOT_GOING}`),
    needs: (facts) => hasActivity(facts) && hasDate(facts),
  },
  {
    name: 'register: is there (有我)',
    intent: 'register',
    regexp: pattern(
      '^\\s*(?:也)?有我$|我们?(?:去|来)?当(?:一天)?志愿者(?:吧)?$|[:：]\\s*我(?:[、,和跟与\\s]{1,2}{N}){0,9}\\s*$|^\\s*{N}\\s?{C}$',
    ),
    weight: 0.8,
    unless: pattern(STOP),
    needs: (facts, match) =>
      hasDate(facts) && (hasActivity(facts) || /志愿者/.test(match[0])) && !/\d{3}/.test(facts.text),
  },
  {
    name: 'register: taken on by those named (王芳和李强包了)',
    intent: 'register',
    regexp: pattern(
      '(?:我们?|{N})(?:{N}|[、,和与跟\\s]|俩|仨|都|全|一起|{C})*(?:包(?:了|圆|下)|承包|顶上|接了|认领)(?:了|啦|吧)*$',
    ),
    weight: 0.82,
    unless: pattern(STOP),
    needs: (facts) => hasActivity(facts) && hasDate(facts),
  },
  {
    name: 'register: those named will be there (植树 6月6日 王芳到)',
    intent: 'register',
    regexp: pattern('(?:^|[\\s,，]|{DTPF}){N}(?:{N}|[、和与跟\\s])*(?:准时|一定|会|都)?到$'),
    weight: 0.8,
    unless: pattern(STOP),
    needs: (facts) => hasActivity(facts) && facts.dates.some((token) => !isGone(token)),
  },
  {
    name: 'register: one more (我一个)',
    intent: 'register',
    regexp: pattern('(?:^|\\s)(?:算|有|加)?我(?:们)?(?:一个|一份|{C})(?:吧|哈|呗)?$|^\\s*我\\s*$'),
    weight: 0.8,
    unless: pattern(STOP),
    needs: hasActivity,
  },
];

/** 我去 alone is an exclamation: a day or an activity has to be named before it. */
function hasSomethingToGoTo(facts: Facts, _match: RegExpExecArray, at: number): boolean {
  if (!hasActivity(facts) || PRIVATE.test(facts.text) || /可惜|没空/.test(facts.text)) return false;
  return hasDate(facts) || facts.text.slice(0, at).trim().length > 1;
}
