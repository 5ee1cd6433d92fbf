import { CN_DIGITS } from './number.ts';
import { createSieve } from './search/sieve.ts';
import { freeMatches, type Kind, type Sheet, type Stretch } from './sheet.ts';

const N = `(?:\\d{1,4}|[${CN_DIGITS}]{1,4})`;

/** Numbered places: part of where something is, or of its name. */
const PLACES: readonly RegExp[] = [
  new RegExp(
    `${N}号(?:楼(?!道|宇|栋)|院|门(?!诊|票|球)|柜|线(?!上|下)|路(?!演|灯|口|线)|口(?!罩|腔|味)|馆|厅|店|桌|库|仓|柱|车厢|亭|棚|站|舱|床|房|屋|教室|教学楼|会议室|活动室|点位?|位|展位|展厅|展馆|球场|场地|场馆|公寓|食堂|井|岗|窗口|坑|桥(?!牌)|码头|机位|工位|台(?!风|球|账|阶)|地块|地铁|公交|宿舍|单元|车间|厂房|入口|出口|检票口|登机口|闸|坝|泵|井|塔|渠|池|园|田|岛|洞|隧道|考场|考点|考室|候场|充电桩|车位|卡口|病区|病房|病床|诊室|诊区|包厢|包间|电梯|通道|安检|登记台|服务台|咨询台|导诊台|岗亭|网格|片区|地块|服务点|直播间|摊位|展台|艇|赛道|泳道|队列)(?:\\d{1,4}室)?(?:楼下|门口|门前|大厅|前|旁边?|内)?`,
    'g',
  ),
  new RegExp(`${N}(?:栋|幢|单元|弄|楼(?!道|栋)|层|室|排|座(?!谈))(?:\\d{1,4}室?)?`, 'g'),
  new RegExp(`(?<!第)${N}路(?![口面段人灯边况上])(?:公交)?车?(?:站|终点站)?`, 'g'),
  // 行政楼305, 教三201
  /(?<=[楼座馆栋厅区院部])\d{3,4}室?(?![\d年月日号元人名件个多])/g,
  /(?:教|理|文|综|实|[东西南北])[一二三四五六七八九十]{1,2}\s?-?\d{3}(?!\d)/g,
  /(?<!\d)\d+(?:\.\d+)?(?:公里|千米|km|米)(?:处|点|标志|补给站)/gi,
];

/** Names and set words that hold a number, a day or an hour but mean none. */
const NAMES: readonly RegExp[] = [
  /(?:五四|五一|八一|七一|二七|三八|十一|六一|九三|三一|五三)(?=大街|大道|路|街|广场|公园|学校|中学|小学|村|社区|医院|商场|剧场|礼堂|桥|厂|水库|体育)/g,
  /(?:三|四|五|[345])点(?:半|三十|30)?(?=课堂|学校|托管|小课堂|工程|班)/g,
  /(?:十一|五一|国庆|春节|中秋|元旦|清明|端午)(?=长假|小长假|假期|期间|黄金周|放假)/g,
  /周一至周日|天天|三三两两|一五一十|三八红旗手?|二十四节气|一二九|一日三餐|五星|百日|十佳|一对一|三月三(?![十日号])/g,
  /\d{1,3}小时(?=值守|值班|营业|服务|在线|热线|便利|守护|不打烊)/g,
  /周(?:岁|年庆?|边|转|到|期|围|折|全)/g,
];

/** Measures and spans that are no dates, times or counts. */
const MEASURES: readonly RegExp[] = [
  // 6-8人, 三五个人, 十几人: a span says no number.
  new RegExp(
    `${N}(?:\\.\\d+)?\\s?(?:-{1,2}|~|至|到|、)\\s?${N}(?:\\.\\d+)?\\s?(?:个人|个|人|名|位|户|岁|元|块|公里|米|升|斤|件|箱|次|年级|栋|楼|层|单元|路(?!口))`,
    'g',
  ),
  /(?:一两|两三|三四|三五|四五|五六|六七|七八|八九)(?:十|百)?(?:个人|个|人|名|位)/g,
  /(?:\d{1,3}|[一二两三四五六七八九十百]{1,3})(?:几|来|多|余)(?:个|号)?(?:人|名|位)|(?:好几|几[十百]|数[十百]?)(?:个人|个|人|名|位)|几(?:个|名|位)(?=志愿者|人手|义工|帮手)/g,
  /(?<!\d)\d+(?:\.\d+)?\s?(?:公里|千米|km|米|升|毫升|ml|cm|kg|公斤|克|斤|吨|度|平米|平方米|%|折|寸)/gi,
  /第\s?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})(?:版|期|届|次|个(?!周|星期|礼拜)|批|轮|名|章|条|页|天|课|讲|组|站|集|场)/g,
  /v\d+(?:\.\d+)+/gi,
];

const LIST_MARKS = /[\u2460-\u24ff\u2776-\u2793\u3220-\u3229]/g;
const LINKS = /https?:\/\/[^\s\u4e00-\u9fff]{1,200}|\[[\u4e00-\u9fffA-Za-z]{1,6}\]/g;

/** In the order in which they claim the text. */
const MASKS: readonly { kind: Kind; regexp: RegExp }[] = [
  ...masks('measure', [LINKS, LIST_MARKS]),
  ...masks('place', PLACES),
  ...masks('mask', NAMES),
  ...masks('measure', MEASURES),
];
const sift = createSieve(MASKS);

/** 灯塔路26号: a house where a day is named besides, else it may be the day (中山路26号扫雪). */
const HOUSE = /(?<=[\u4e00-\u9fff]{2}[路街巷弄])(?:\d{1,4}|[一二三四五六七八九十]{1,4})号/g;
/** 2号路口: a post where a day is named besides, else it may be the day. */
const POST = /(?<![月\d])(?:\d{1,2}|[一二三四五六七八九十]{1,3})号(?:路口|岗位)/g;
const DAY =
  /[今明后昨]天|[明今昨后][早晚]|(?:周|星期|礼拜)[一二三四五六日天末]|\d月|[一二三四五六七八九十]月|\d{1,2}[号日./]|月底/;

export interface PlaceMask extends Stretch {
  text: string;
}

/** Claims what only looks like a date, a time or a count; gives the numbered places. */
export function scanMasks(sheet: Sheet): PlaceMask[] {
  const places: PlaceMask[] = [];
  for (const { kind, regexp } of sift(sheet.text)) {
    for (const match of freeMatches(sheet, regexp)) {
      const [start, end] = [match.index, match.index + match[0].length];
      sheet.claim(kind, start, end);
      if (kind === 'place') places.push({ text: match[0], start, end });
    }
  }
  for (const { index, 0: house } of [...freeMatches(sheet, HOUSE), ...freeMatches(sheet, POST)]) {
    const [start, end] = [index, index + house.length];
    if (!DAY.test(sheet.text.slice(0, start)) && !DAY.test(sheet.text.slice(end))) continue;
    sheet.claim('place', start, end);
    places.push({ text: house, start, end });
  }
  return places.sort((a, b) => a.start - b.start);
}

function masks(kind: Kind, regexps: readonly RegExp[]): { kind: Kind; regexp: RegExp }[] {
  return regexps.map((regexp) => ({ kind, regexp }));
}
