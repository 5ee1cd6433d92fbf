/** How surely a line gives a task: by its own words, or only if what it says fits. */
export type Wording =
  /** 记任务 …: for oneself. */
  | 'own'
  /** 派任务 …, 给李强派个任务 …: nothing else begins so. */
  | 'sure'
  /** 任务 …, 安排 …: for a task if somebody is named. */
  | 'apt'
  /** 请李强 …前 …, 李强负责 …: also said of other things. */
  | 'duty'
  | 'request';

export interface Worded {
  kind: Wording;
  /** Who, by when, what. */
  text: string;
}

const ONE = '(?:上|下|了)?(?:一?[个项条件])?';
const GIVE = '(?:安排|布置|分派|分配|指派|派|交办|交代|追加|新增|增加|添加|加)';
const SEPARATOR = '[\\s:：,，]*';
const NAME = '[@＠]?[\\p{Script=Han}·]{2,8}';
/** What stands behind 安排 and 请 where nobody is named. */
const NOBODY =
  '\\s*(?:一下|一个|个|好|会|开|大家|各|全体|你|您|机器人|小?助手|协会|本|这|那|下|上(?!官)|明|后|今|周[一二三四五六日天末](?!\\p{Script=Han}[\\s、,，\\d])|星期|礼拜|\\d|到|在|进|把|将|给|帮|发|登记|取消|撤|于(?=[下本周明今\\d])|以|记|录|查[询看])';
/** By when, or whose it is: without one a request is none of these. */
const LIMIT = '(?:前|内|截止|截至|期限|最[晚迟]|负责|牵头)';

export const GIVING = new RegExp(
  [
    `(?:(?:请|麻烦)?(?:帮我|给我|替我|我)?(?:再)?记${ONE}任务|(?:帮我|给我|替我)(?:再)?加${ONE}任务|我的任务${SEPARATOR}(?:再)?(?:加|添加|增加|记)${ONE})${SEPARATOR}(?<own>[\\s\\S]{0,500})`,
    `(?:请|麻烦)?给(?<to>${NAME}(?:[、和]${NAME})*)${GIVE}${ONE}任务${SEPARATOR}(?<gift>[\\s\\S]{0,500})`,
    `${GIVE}${ONE}新?任务(?:给)?${SEPARATOR}(?<sure>[\\s\\S]{1,500})`,
    `(?:任务(?:给)?|安排(?!${NOBODY})|交办(?:给)?|派(?=[\\s@＠]))${SEPARATOR}(?<apt>[\\s\\S]{2,500})`,
    `(?:请|麻烦)?把(?<what>[^\\n]{2,200}?)(?:的?(?:这件)?(?:任务|事|事情))?(?:交|派|安排|分)给(?<whom>${NAME})(?:来?(?:负责|办|做))?[。.!！]?`,
    `(?:请|由|让)?(?<duty>(?:我|${NAME}(?:[、和]${NAME})*)(?:[^,，。;；\\n]{0,16}前)?(?:负责|牵头)(?!人)[\\s\\S]{2,300})`,
    `(?:请|让|叫|麻烦)(?!${NOBODY}|[假问驾价教求])(?=[^\\n]*${LIMIT})(?<request>[^\\n]{4,500})`,
  ]
    .map((one) => `^${one}$`)
    .join('|'),
  'u',
);

/** What a match of GIVING says. */
export function wordedIn({ groups = {} }: RegExpExecArray): Worded {
  const { own, to, gift, sure, apt, what, whom, duty, request } = groups;
  if (own !== undefined) return { kind: 'own', text: own };
  if (to !== undefined) return { kind: 'sure', text: `${to} ${gift ?? ''}` };
  if (sure !== undefined) return { kind: 'sure', text: sure };
  if (whom !== undefined) return { kind: 'request', text: `${whom} ${what ?? ''}` };
  if (duty !== undefined) return { kind: 'duty', text: duty };
  return apt === undefined ? { kind: 'request', text: request ?? '' } : { kind: 'apt', text: apt };
}
