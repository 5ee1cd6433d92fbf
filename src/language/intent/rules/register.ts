import { isGone } from '../../date/token.ts';
import { pattern } from '../../sheet.ts';
import { hasActivity, hasDate, hasTopic, isPlusOnly } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { HEDGE, LEAD, POLITE, SOFT, TAIL } from '../words.ts';

/** 报名 as part of another word or of a statement about signing up: 报名链接, 报名要趁早. */
const NOT_SIGNING =
  '(?!费|链接|链结|表|入口|截止|截至|时间|结束|开始|成功|失败|通道|二维码|系统|网站|网址|网页|页面|小程序|软件|接龙|情况|名单|人数|人员|方式|流程|条件|要求|热线|电话|点(?!\\d)|处|通知|须知|需|的|者|满|已|火爆|踊跃|爆满|资格|材料|资料|信息|数据|状态|记录|统计|进度|结果|明细|时|前|后|之|吗|么|没|不|还|都|率|过|要|得|真|太|难|人太|人好|可|能|是|有人|怎|咋|在哪|哪|多少|几|从|即|继续|正式|先|就|才|截图|短信|平台|考研|考试|考证|考公|考级|学车|学(?:游泳|琴|画|跳舞|钢琴|英语|开车)|足球班|学费|驾|旅|辅导|补习|健身|了[^\\s~!。吧啊哈呀哦,])';
/** Before 报名 at the end of a clause: somebody is told or asked about it, or somebody else does it. */
const NOT_ORDERED =
  /(?:没来得及|来不及|(?<![我那])先|才|没|未|不|别|甭|开放|开始|启动|接受|停止|怎么|如何|哪里|哪儿|在哪|去哪|可以|能|截止|抓紧|踊跃|欢迎|积极|尽快|统一|自愿|结束|已经|已|不用|不需要?|无需|不必|免|需|忘了|没有|还没|及时|大家|谁|后悔|网上|线上|快来|速来|他们|她们|(?<![帮给替代])她|(?<![帮给替代])他|你|你们|人家|孩子|的|取消|退掉?|撤回|撤销|来|去|前|内|后|请|微信|电话|扫码|点击|链接|私信|群里|找我|需要|赶紧)\s?报(?:个|一下|下)?名/;
/** Things people sign up for that are no activity of the association. */
export const ELSEWHERE =
  /兴趣班|驾校|补习|辅导班|考研|考公|考证|专业|志愿填报|旅行团|旅游团|健身|英语班|网课|雅思|托福|公务员|培训机构|舞蹈班|学车|科目[一二三四]|跟团|早教|暑假班|寒假班|托班|游泳课|瑜伽|大学|高考志愿/;
const NOT_REPORT = '(?![销警告答复价到备社纸道仇案废恩喜平关税表错]|个(?:价|平安|数|信|警|到|案|仇|班|喜)|班|辅导)';
const ME_END = '(?:们|俩|仨|家)?(?:一个|一位|一份|一名|个|的?名字|名|{C}|吧|啊|哈|呗|哦|呀|啦|了|也|谢谢|~|\\s)*$';
const NAMES =
  '{N}(?:[\\s、和与跟及&,]{0,2}(?:{N}|我)){0,20}(?:{C}|[两俩三仨]位?|同志|老师|同学|师傅|阿姨|叔叔|大爷|大妈|奶奶|爷爷|等|都|也|一起|\\s){0,4}';

/** Words of signing up: 报名, 登记, 加我一个, 留个名额, +2. */
export const REGISTER_RULES: readonly Rule[] = [
  {
    name: 'register: the word for it (报名)',
    intent: 'register',
    regexp: pattern(`(?:${LEAD}${POLITE}|${NAMES}|家|口|{C})报(?:个|一下|下|一个)?名${NOT_SIGNING}`),
    weight: 0.95,
    unless: pattern(
      `${NOT_ORDERED.source}|${ELSEWHERE.source}|听说|据说|要不要|(?<![帮给替])(?:孩子|儿子|女儿|闺女)报|他们|她们`,
    ),
  },
  {
    name: 'register: the word for it, at the end (植树报名)',
    intent: 'register',
    regexp: pattern(`报(?:个|一下|下|一个)?名${SOFT}*(?:{C}|{N}|{P})?$`),
    weight: 0.9,
    unless: pattern(`${NOT_ORDERED.source}|${HEDGE.source}|${ELSEWHERE.source}`),
    needs: hasTopic,
  },
  {
    name: 'register: for somebody (帮王芳报)',
    intent: 'register',
    regexp: pattern(`(?:帮|给|替|代|为)(?:忙)?(?:我们?|咱们?|[他她]|${NAMES})[^报]{0,16}报${NOT_REPORT}(?!了|过)`),
    weight: 0.93,
    unless: ELSEWHERE,
  },
  {
    name: 'register: 报 alone (报两个)',
    intent: 'register',
    regexp: pattern(
      `(?:^|(?<=[\\s:吧，,、]|{DFPTNC}|我|们|咱|也|就|想|要|先|请|麻烦|再|只))报(?:上(?!了|级|报)|[一二两三四几]天|我们?|咱们?|一下|一个|一位|吧|全程|全天|\\s?{C}|\\s?(?={DU}))(?:吧|啊|哈|了|一个|俩|仨|们|我|名|~|\\s)*${TAIL}`,
    ),
    weight: 0.9,
    unless: ELSEWHERE,
  },
  {
    name: 'register: 报 behind the one who goes (我报周六的)',
    intent: 'register',
    regexp: pattern('(?:我们?|咱们?|{N}|{C})(?:也|想|要|就|都|先)?报(?:上)?(?:\\s?{U?}(?={DPF})|名?$)'),
    weight: 0.88,
    unless: pattern(`${HEDGE.source}|${ELSEWHERE.source}|报的|报了|报过`),
    needs: hasTopic,
  },
  {
    name: 'register: 报 before the activity (我报植树)',
    intent: 'register',
    regexp: pattern(
      '(?:我们?|咱们?)(?:也|想|要|就|都)?报(?![的了过个考警销告答复价到备社纸道仇案废什哪不班])(?=\\s?[\\u4e00-\\u9fff]{2})',
    ),
    weight: 0.8,
    unless: pattern(`${HEDGE.source}|${ELSEWHERE.source}`),
    needs: hasDate,
  },
  {
    name: 'register: added to a list (算我一个)',
    intent: 'register',
    regexp: pattern(
      `(?:加|算|写|记|登|添|登记|安排|报|(?:带|叫|喊|捎|补|排)上)(?:上|下|进|个|一个|一下)?(?:我|咱)${ME_END}`,
    ),
    weight: 0.9,
    unless: ELSEWHERE,
    needs: (facts, match) => hasTopic(facts) || /一个|一位|一名|名字|算上?我|报上/.test(match[0]),
  },
  {
    name: 'register: a name to be written down (把王芳写上)',
    intent: 'register',
    regexp: pattern(
      `(?:把|将)(?:我们?|咱们?|${NAMES})(?:也|都|俩|给|的?名字?|一起|一并|和|、|跟|{N}|{C}|帮我|先)*(?:写|加|算|报|登记?|记|添|排|安排|放|带)(?:上|进|到|入|一下|下)`,
    ),
    weight: 0.97,
  },
  {
    name: 'register: entered (登记一下)',
    intent: 'register',
    regexp: pattern(
      `(?:登记|登一下|登上)(?:上(?!报)|一下|吧|下(?!周|个|星期|礼拜)|我们?|{C}|{N}|参加)|(?:帮|给|替|代)(?:我们?|${NAMES})(?:也)?登记(?!时长|服务|工时|捐)`,
    ),
    weight: 0.88,
    unless: /昨天|前天|上周|时长|工时|捐|结婚|户口|房产|失物|住院|车牌/,
    needs: (facts) => facts.durations.length === 0 && !/捐|补|小时|时长/.test(facts.text) && hasTopic(facts),
  },
  {
    name: 'register: signed up, short (报上, 我选周六)',
    intent: 'register',
    regexp: pattern(`报上${SOFT}*$|(?:我们?|{N})(?:选|就要)\\s?{D}|(?:^|\\s)加{C}(?:$|\\s|:)`),
    weight: 0.82,
    unless: pattern(`${HEDGE.source}|${ELSEWHERE.source}`),
    needs: hasActivity,
  },
  {
    name: 'register: a number and nothing else (+2)',
    intent: 'register',
    regexp: /^/,
    weight: 0.9,
    scope: 'message',
    needs: isPlusOnly,
  },
  {
    name: 'register: a number behind the activity (植树+1)',
    intent: 'register',
    regexp: pattern('{C}\\s*$'),
    weight: 0.82,
    scope: 'message',
    unless:
      /[了的]\s*\uE006\s*$|同意|赞同|支持|羡慕|点赞|好[吃看听玩用笑]|确实|喜欢|想|饿|困|累|路过|附议|哈|太|真|\d{3}/,
    needs: (facts) =>
      facts.counts.at(-1)?.kind === 'plus' && (facts.counts.at(-1)?.n ?? 99) <= 20 && hasActivity(facts),
  },
  {
    name: 'register: somebody spoken of wants to go (王芳开会呢，她也报植树)',
    intent: 'register',
    regexp: pattern(`{N}[^,，]{0,16}[,，]\\s?[他她](?:也|就|说|说也)?(?:要|想)?报${NOT_REPORT}(?!了|过|的)`),
    weight: 0.85,
    scope: 'message',
    unless: pattern(`${HEDGE.source}|${ELSEWHERE.source}|[?？]`),
    needs: hasTopic,
  },
  {
    name: 'register: a name, a day and the activity (王芳，6月6日植树)',
    intent: 'register',
    regexp: pattern(
      '^\\s*{N}(?:[、和与\\s]{1,3}{N})*[\\s,，:：]{1,2}{D}{T?}{P?}\\s?[\\u4e00-\\u9fff]{2,8}[。!！\\s]*$|^\\s*{D}{T?}{P?}\\s?[\\u4e00-\\u9fff]{2,8}[\\s,，:：]{1,2}{N}(?:[、和与\\s]{1,3}{N})*[。!！\\s]*$',
    ),
    weight: 0.8,
    scope: 'message',
    unless: /[?？]|吗|生日|值班|出差|住院|回来|到家|结婚|婚礼|请客|吃饭|休息|上班|会$/,
    needs: (facts) => hasActivity(facts) && facts.dates.every((token) => !isGone(token)),
  },
  {
    name: 'register: a place to be kept (给我留个名额)',
    intent: 'register',
    regexp: pattern(
      '(?:给|帮|替)(?:我们?|咱们?|{N})(?:也|都|俩)?(?:留|占|预留|抢|要)(?:下|着|出|个|一|{C})*(?:名额|位置|位子|位|座位?|坑)?(?:吧|啊|哈|呗|\\s)*$|(?:留|占|预留)(?:下|着|出|个|一|{C})*(?:名额|位置|位子)?给(?:我|{N})',
    ),
    weight: 0.85,
    unless: /饭|菜|车位|快递|包子|票|饭盒|午餐|晚餐|停车|座/,
    needs: hasTopic,
  },
];
