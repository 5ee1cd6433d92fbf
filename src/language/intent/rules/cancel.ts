import { pattern } from '../../sheet.ts';
import { hasActivity, hasDate, hasTopic } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { HEDGE, LEAD, POLITE } from '../words.ts';

/** What else in the world is called off or handed back. */
const OTHER_THINGS =
  '(?!了|不了|过|后|之后|键|按钮|费|率|关注|订阅|订单|外卖|静音|置顶|闹钟|会员|机票|车票|酒店|航班|停车|收费|考试|资格|限购|红包|点赞|收藏|隔离|晚自习|补课|作业|政策|密码|自动|续费|绑定|授权|课程|演唱会|行程|旅行|预订|快递|发货)';
const NOT_RETURN =
  '(?!钱|款|货|休|烧|票|群|伍|步|税|役|换|路|潮|房|租|耕|让|缩|学|课|押|订|出群|出登|出系统|出来|给|赛|党|团|回|一步)';
const LAST = '(?:了|啦|啊|哈|呢|吧|咯|喽|呀|哦|的|~|\\s)*$';
/** Somebody else does not go, or is spoken to. */
const OTHERS =
  /说[她他]|他们|她们|人家|[你您]|^\s*(?:我家)?(?:孩子|儿子|女儿|谁|快递|公交|领导|老板|航班|物业|公司|学校)|太远|堵车/;
/** Places and doings of one's own life that one does not go to: 不去超市了, 不来吃饭了. */
const OWN_LIFE =
  /(?:不去|不来|不参加)[^,，]{0,8}(?:超市|医院|饭店|公司|学校|上班|上学|上课|吃饭|聚会|聚餐|爬山|逛|旅游|看电影|唱歌|喝酒|婚礼|同学|老家|奶奶|姥姥|你家|我家|他家)|(?:聚餐|聚会|饭局|婚礼|火锅|电影|逛街|麻将|旅游)[^,，]{0,4}[去来到]不了/;

export const CANCEL_RULES: readonly Rule[] = [
  {
    name: 'cancel: called off (取消周六的植树)',
    intent: 'cancel',
    regexp: pattern(`${LEAD}${POLITE}取消(?:一下|掉|下)?\\s?${OTHER_THINGS}`),
    weight: 0.92,
  },
  {
    name: 'cancel: withdrawn (退掉, 退一场)',
    intent: 'cancel',
    regexp: pattern(
      `(?:${LEAD}${POLITE}|(?:我们?|{N})(?:要|想|申请|先|得)?)退(?:掉|出(?!游戏|群|登|系统|会议|直播)|报|了(?=$|[\\s,吧啊名报]|{NDC})|一下|[一两]天|[一两]场|一?个|名|(?=\\s?{NDCF})|(?=[\\u4e00-\\u9fff]{2,12}(?:的?名额|的?报名)))`,
    ),
    weight: 0.9,
    unless: pattern(`退${NOT_RETURN.replace('(?!', '(?:')}`),
    needs: hasTopicOrPerson,
  },
  {
    name: 'cancel: a name to be taken off (把我划掉)',
    intent: 'cancel',
    regexp: pattern(
      '(?:把|将)[^,]{0,12}(?:我|{N}|报名|名额|名字)[^,]{0,12}(?:退|撤|删|去掉|划|取消|减|拿掉|拿下|除名)',
    ),
    weight: 0.93,
  },
  {
    name: 'cancel: a registration taken back (撤回报名)',
    intent: 'cancel',
    regexp: pattern('(?:撤回|撤销|撤掉|收回)[^,]{0,6}(?:我|{N}|报名|报的|名额)'),
    weight: 0.92,
    unless: /消息|撤回了/,
  },
  {
    name: 'cancel: cannot go (去不了)',
    intent: 'cancel',
    regexp: pattern(`(?:去|来|到|参加|赶|上|跟|值|顶|站)不(?:了|成|上)${LAST}`),
    weight: 0.88,
    unless: pattern(`${OTHERS.source}|${OWN_LIFE.source}|${HEDGE.source}`),
    needs: hasTopic,
  },
  {
    name: 'cancel: cannot go, at more length (没法参加)',
    intent: 'cancel',
    regexp: pattern(
      `(?:不能|没法|无法|没办法|不便|没时间|没空|不方便)(?:再|按时|准时)?(?:去|来|参加|前往|到场|赴约|上岗)(?:[\\u4e00-\\u9fff]{0,8})${LAST}`,
    ),
    weight: 0.88,
    unless: pattern(`${OTHERS.source}|${OWN_LIFE.source}|${HEDGE.source}`),
    needs: hasTopic,
  },
  {
    name: 'cancel: does not go (我不去了)',
    intent: 'cancel',
    regexp: pattern(
      '(?:我|我们|咱们|{N}|都|家人|^|\\s|{DF})(?:都|也|就|先|暂时|突然)?不(?:想|打算|准备)?(?:去|来|参加|报)(?:[^,]{0,10}[了啦]|$)',
    ),
    weight: 0.86,
    unless: pattern(`${OTHERS.source}|${OWN_LIFE.source}|${HEDGE.source}|不来气|不去管|不报了?错`),
    needs: hasActivity,
  },
  {
    name: 'cancel: does not go, said of the activity (植树不去了)',
    intent: 'cancel',
    regexp: pattern('[\\u4e00-\\u9fff](?:就|都)?不(?:去|来|参加)[了啦](?:啊|哈|吧)?$'),
    weight: 0.82,
    unless: pattern(`${OTHERS.source}|${OWN_LIFE.source}|${HEDGE.source}`),
    needs: (facts) => hasActivity(facts) && hasDate(facts),
  },
  {
    name: 'cancel: one day of several falls out (8号有事, 9号照常)',
    intent: 'cancel',
    regexp: pattern('(?:我|{N})[^,]{0,10}(?:有事|去不了|来不了|不行|不[去来参])'),
    weight: 0.85,
    needs: (facts) => facts.dates.length > 1 && /照常|照旧|正常[^\u4e00-\u9fff]*$|照去|还[去来]|保留/.test(facts.text),
  },
  {
    name: 'cancel: a number less (-1)',
    intent: 'cancel',
    regexp: pattern('{C}'),
    weight: 0.85,
    scope: 'message',
    needs: (facts) =>
      facts.counts.some(({ kind }) => kind === 'minus') &&
      (hasTopicOrPerson(facts) || /^\s*-\s?\d{1,2}\s*$/.test(facts.text)),
  },
  {
    name: 'cancel: a name struck out (删掉我)',
    intent: 'cancel',
    regexp: pattern('(?:删|删掉|删除|划掉|去掉|除掉|撤下|拿掉)(?:一下)?(?:我|{N})(?!的?(?:微信|好友|手机))'),
    weight: 0.9,
  },
  {
    name: 'cancel: not to be counted (别算我了)',
    intent: 'cancel',
    regexp: pattern(
      '(?:别|不用|甭)再?(?:算|排|写|留|安排)(?:上|进)?(?:我|[她他]|{N})(?:们|俩)?(?:的?(?:名额|名字|份|位置)|那份)?(?:了|啦|吧|哈|\\s)*$',
    ),
    weight: 0.88,
    needs: hasTopicOrPerson,
  },
  {
    name: 'cancel: a place given up (把名额让出来)',
    intent: 'cancel',
    regexp:
      /(?:腾|让)(?:出|个|一个|出来)*(?:位置|名额|位子)|(?:名额|位置|位子)[^,]{0,2}(?:让|腾)(?:给|出)|名额(?:给别人|留给)/,
    weight: 0.82,
    needs: hasTopic,
  },
];

function hasTopicOrPerson(facts: Parameters<typeof hasTopic>[0]): boolean {
  return hasTopic(facts) || facts.names.length > 0 || /报名|名额/.test(facts.text);
}
