import { KIN } from '../quantity/count.ts';
import { pattern } from '../sheet.ts';
import { hasActivity, hasDate, hasTopic } from './evidence.ts';
import { ELSEWHERE } from './register.ts';
import type { Rule } from './rule.ts';
import { HEDGE } from './words.ts';

const SUBJECT = '(?:我们?|咱们?|本人|{N})';
const MODAL = `(?:我们|我|也|都|一起|一块儿?|一同|可以|能|想|要|会|愿意|准备|打算|肯定|一定|有空|有时间|过|俩|仨|两个|全程|全家|一家|家|去|来|跟|和|与|、|带着?|带上|叫上|约上|还有|隔壁|每天|再|老师|同志|同学|师傅|小|一个|${KIN}|{C}|{D}|{T}|{P}|{N}|\\s)`;
const GO =
  '(?:去|来|上|到场|行|可以|OK|ok|Ok|有空|没问题|帮忙|搭把手|能到|到|在|参加)(?:的|吧|啊|哈|呀|哦|呗|~|一趟|帮忙|帮把手|搭把手|凑个数|一个|一起|参加)*';
/** Doings of one's own life that people also go to. */
const PRIVATE =
  /聚餐|火锅|吃饭|喝酒|[kK][tT][vV]|逛街|打牌|麻将|婚礼|喜酒|生日|相亲|同学会|聚会|旅游|爬山|看电影|体检|医院|出差|上班|考试|面试|家长会|机场|接机|接人|接站|拔牙|烧烤|撸串|团建|开黑|健身|逛|公司|单位|加班|值夜班|奶奶家|娘家|婆家|老家/;
const STOP = `${HEDGE.source}|${ELSEWHERE.source}|${PRIVATE.source}`;
const NOT_GOING =
  '[你您她]|(?<!其)他|不[去来上在行参能]|没[去来]|得去|还[去来在]|刚|正在|下回|下次|改天|有机会|参加了|参加过|去了|来了';

/** Saying that one goes: 我参加, 我和苏琴去, 三天我都行. Only with an activity named. */
export const ATTEND_RULES: readonly Rule[] = [
  {
    intent: 'register',
    regexp: pattern(`${SUBJECT}${MODAL}{0,8}(?:参加|加入)(?!了|过|的|工作|考|比赛|完|婚|不|聚会|同学|家长会)`),
    weight: 0.88,
    unless: pattern(`${STOP}|不参加|没参加|参加不了|不能参加|无法参加|没法参加|你|他们|她们`),
    needs: hasTopic,
  },
  {
    intent: 'register',
    regexp: pattern(`${SUBJECT}${MODAL}{0,8}${GO}(?:$|(?=[\\s]|{DF}))`),
    weight: 0.85,
    unless: pattern(`${STOP}|${NOT_GOING}`),
    needs: hasActivity,
  },
  {
    intent: 'register',
    regexp: pattern(
      `我们?(?:跟|和|与|、|带着?|,|以及)(?:我)?(?:隔壁|同事|同学|朋友|邻居)?\\s?(?:{N}|${KIN})${MODAL}{0,6}$`,
    ),
    weight: 0.8,
    unless: pattern(`${STOP}|${NOT_GOING}`),
    needs: (facts) => hasActivity(facts) && hasDate(facts),
  },
  {
    intent: 'register',
    regexp: pattern('(?:^|\\s)(?:算|有|加)?我(?:们)?(?:一个|一份|{C})(?:吧|哈|呗)?$'),
    weight: 0.8,
    unless: pattern(STOP),
    needs: hasActivity,
  },
  {
    intent: 'register',
    regexp: pattern('^\\s*(?:{D}|{F}|全家|一家|{C}|\\s)*(?:想|要|愿意|申请|来)参加(?=[\\s\\u4e00-\\u9fff]|{DF})'),
    weight: 0.85,
    unless: pattern(`${STOP}|参加了|参加过|参加的`),
    needs: hasTopic,
  },
  {
    intent: 'register',
    regexp: pattern('(?:一家|全家|我家|我们|咱们)?{C}(?:都|也|一起|全)?(?:参加|去|来|报名)(?:吧|啊|哈|~|\\s)*$'),
    weight: 0.82,
    unless: pattern(`${STOP}|${NOT_GOING}`),
    needs: (facts) => hasActivity(facts) && facts.counts.some(({ kind }) => kind !== 'capacity' && kind !== 'helped'),
  },
  {
    intent: 'register',
    regexp: pattern(
      '(?:两天|三天|全程|每天|这几天|都)(?:我们?)?(?:都|也)?(?:在|行|可以|有空|能[来去到上]|到|参加)(?:的|吧|哈)*$',
    ),
    weight: 0.72,
    unless: pattern(`${STOP}|[你她他]`),
    needs: (facts) => hasActivity(facts) && hasDate(facts) && /我|{N}/.test(facts.text),
  },
];
