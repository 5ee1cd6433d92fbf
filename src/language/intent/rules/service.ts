import type { Facts } from '../../facts.ts';
import { readGoods, readMoney } from '../../quantity/goods.ts';
import { pattern } from '../../sheet.ts';
import { hasActivity, hasDate } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { LEAD, POLITE, TAIL } from '../words.ts';

const CHECK_LEAD = '(?:[\\u4e00-\\u9fff]|{NDTPRF}|[\\s、@]){0,20}?';
const DONE = '(?:了|啦|一下|吧|成功|完成|报到|打卡|签到|哈|~|\\s)*';
const NOT_HERE =
  /值得|[这那]家|地标|改签|没签|没打|忘|未签|怎么|如何|哪里|哪儿|在哪|可以|要不要|不用|需要|需|别|提醒|记得|大家|你|第.{0,6}[打签]|网红|景|健身|减肥|单词|跑步打|朋友圈|签到(?:台|表|簿|处|本|墙|机|码|领|送|奖|赢|抽|的|系统|软件|时间|红包|积分|率)|打卡(?:地|点|机|记录|群|的|景|日)|支付宝|淘宝|京东|拼多多|[aA][pP][pP]|游戏|每日签|学校报到|单位报到|公司|新生|大学/;
const OTHER_POINTS =
  /怎么|如何|咋|联赛|球队|市队|国足|榜上|比赛|兑换|商城|落户|驾照|超市|信用卡|会员|网站|系统|链接|小程序|话费|航空|游戏|赛季|淘汰|小组|排位|学分|高考/;

export const SERVICE_RULES: readonly Rule[] = [
  {
    name: 'checkin: signing in (签到, 打卡)',
    intent: 'checkin',
    regexp: pattern(
      `^\\s*${CHECK_LEAD}(?:签到|签个到|签一下到|签下到|打卡|打个卡|报到|报个到)${DONE}(?:$|(?=\\s|{NDTP}|:))`,
    ),
    weight: 0.92,
    unless: NOT_HERE,
    needs: (facts) => facts.text.length < 60 && !/第\s?\d+[天次]|^\s*\d{1,2}[.、)]/m.test(facts.text),
  },
  {
    name: 'checkin: at the post (到岗了)',
    intent: 'checkin',
    regexp: pattern(`^(?:我们?|{N}|{D}|[\\s、和与跟都])*(?:已经?)?(?:到岗|到位|到达现场|到现场)(?:了|啦)?\\s*$`),
    weight: 0.8,
    unless: /吗|没|钱|资金|款/,
  },
  {
    name: 'checkout: signing out (签退)',
    intent: 'checkout',
    regexp: pattern(
      `${LEAD}${POLITE}(?:代|替|帮|给|来|要)?{N?}(?:签退|签个退|签离|退岗|下岗签退)(?!表|台|码|机|处|时间|的|失败|率)`,
    ),
    weight: 0.94,
    unless: /怎么|如何|忘|没签|记得|别忘|大家|要不要|需要/,
  },
  {
    name: 'checkout: a duty ended with 签退 (收工签退)',
    intent: 'checkout',
    regexp: pattern(`[\\u4e00-\\u9fff\\s]{0,12}签退(?:了|啦|吧)?\\s*$`),
    weight: 0.9,
    unless: /怎么|如何|忘|没签|记得|大家|不用|需要|要不要/,
  },
  {
    name: 'log_service: entered later (补录)',
    intent: 'log_service',
    regexp: pattern(
      `(?:^|(?<=[\\s:，,]))${POLITE}(?:补录|补登|补记|补报)(?:一下|下|个|上)?(?!作业|系统|志愿|考生|录取|批次)`,
    ),
    weight: 0.95,
    needs: (facts) => hasServiceDetail(facts) || hasActivity(facts),
  },
  {
    name: 'log_service: hours entered (登记3小时)',
    intent: 'log_service',
    regexp: pattern(
      `${LEAD}${POLITE}(?:录入|登记|记录|记|录|上报|报(?=时长|工时|服务)|添加|增加)(?:一下|下|个|了|上)?(?:志愿)?(?:服务|时长|工时|志愿时长|服务时长|服务记录)?`,
    ),
    weight: 0.93,
    needs: (facts) => facts.durations.length > 0 && !/捐/.test(facts.text),
    unless: /会议|纪要/,
  },
  {
    name: 'log_service: hours to be entered, at the end (3小时补一下)',
    intent: 'log_service',
    regexp: pattern(
      `(?:补登|补录|补记|补|记|登记|录)(?:一下|下|上|个)?(?:志愿|服务)?(?:时长|工时|小时数|记录|时间|服务)?(?:吧|谢谢|哈|一下|上|~|\\s)*$`,
    ),
    weight: 0.92,
    unless: /补[办课胎货票牙钙习考]|忘记|标记|书记|日记|笔记|登记处/,
    needs: (facts) => facts.durations.length > 0 && (hasDate(facts) || hasActivity(facts)) && !/捐/.test(facts.text),
  },
  {
    name: 'log_service: headed as a record of service (服务记录：)',
    intent: 'log_service',
    regexp: pattern('录入服务|服务记录[:：\\s]|服务登记[:：\\s]|服务时长登记'),
    weight: 0.93,
    scope: 'message',
    needs: hasServiceDetail,
  },
  {
    name: 'log_donation: something given (捐, 赠送, 入账)',
    intent: 'log_donation',
    regexp: /捐(?![书衣物血款][会节日箱站点])|赞助|募集|入账|收到.{0,12}(?:赠|送来)|赠送|爱心款|善款/,
    weight: 0.94,
    scope: 'message',
    unless: /仪式|捐过|捐血|献血|血站|[?？]|吗$|要不要|募捐箱|捐不捐|遗体|器官|明星|真有钱|捐款箱|热搜|新闻/,
    needs: hasGift,
  },
  {
    name: 'points: how long one has served (服务了多久)',
    intent: 'points',
    regexp: pattern(
      '服务(?:了|过)?(?:一共|总共|共)?(?:多久|多长时间|多少(?:个)?小时|几(?:个)?小时|多少时间|多少个?钟头)',
    ),
    weight: 0.93,
    mayAsk: true,
    unless: OTHER_POINTS,
  },
  {
    name: 'points: how much one has gathered (我有多少积分)',
    intent: 'points',
    regexp: pattern(
      '(?:我|{N})(?:们)?(?:{R}|{D}|的|一共|总共|累计|现在|目前|都|\\s)*(?:有|做了|干了|攒了|积累了?)(?:一共|总共)?(?:多少|几)个?(?:小时|积分|工时|分)(?:了|啊|呢)*$',
    ),
    weight: 0.88,
    mayAsk: true,
    unless: OTHER_POINTS,
  },
  {
    name: 'points: points or hours looked up (查积分)',
    intent: 'points',
    regexp: pattern('(?:查|看|算|统计|汇总|报一?下)[^,]{0,14}(?:积分|时长|工时|小时数|服务小时)'),
    weight: 0.92,
    mayAsk: true,
    unless: OTHER_POINTS,
  },
  {
    name: 'points: points or hours, how many, what rank (积分排名)',
    intent: 'points',
    regexp: pattern(
      '(?:积分|时长|工时|服务小时|服务时间)[^,]{0,8}(?:多少|几|最多|最高|最长|第一|排第|排名|排行|前(?:[三五十\\d]|{C})|余额|明细|榜)|(?:多少|几)(?:个)?(?:积分|小时(?:服务)?时长|工时)',
    ),
    weight: 0.9,
    mayAsk: true,
    unless: OTHER_POINTS,
  },
  {
    name: 'points: the word for points or hours alone (我的时长)',
    intent: 'points',
    regexp: pattern(
      `^(?:{R}|{D}|的|到目前|累计|\\s)*(?:(?:我们?|我和{N}|{N}和我|{N}(?:[、和与跟]{N})*|我的|志愿者|大家|总)(?:{R}|{D}|的|累计|总|\\s)*)?(?:志愿服务|志愿|服务)?(?:积分|时长|工时)(?:余额|排名|排行榜?|查询|明细|情况|呢|数|\\s)*$`,
    ),
    weight: 0.9,
    mayAsk: true,
    unless: OTHER_POINTS,
  },
  {
    name: 'points: who has most (谁的时长最长)',
    intent: 'points',
    regexp: pattern(
      `谁[^,]{0,14}(?:积分|时长|工时|服务|小时)[^,]{0,6}(?:最多|最高|最长|第一)|(?:积分|时长)(?:排行榜?|排名|榜)${TAIL}|谁的?[^,]{0,6}(?:积分|时长|工时)(?:更|最)?(?:高|多|长)|(?:积分|时长|工时)(?:统计|汇总)(?:一下)?$|^\\s*(?:我{C}|我们{C?}|咱{C})的(?:服务)?(?:积分|时长)`,
    ),
    weight: 0.9,
    mayAsk: true,
    unless: OTHER_POINTS,
  },
];

function hasServiceDetail(facts: Facts): boolean {
  return hasDate(facts) || facts.durations.length > 0 || facts.counts.length > 0;
}

function hasGift(facts: Facts): boolean {
  if (/数量待补|若干|一批|待定/.test(facts.text)) return true;
  if (/(?:他们|她们|人家|他|她)[^,，]{0,8}捐了?/.test(facts.text) && !/登记|记|入账|收到/.test(facts.text))
    return false;
  return readMoney(facts.text).length > 0 || readGoods(facts.text).length > 0;
}
