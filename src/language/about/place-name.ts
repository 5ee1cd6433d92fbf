const SUFFIX =
  '(?:广场|公园|社区|小区|学校|小学|中学|大学|学院|医院|卫生院|卫生室|养老院|敬老院|福利院|幼儿园|托儿所|中心|门口|大门|[东南西北正后侧]门|礼堂|会议室|活动室|多功能厅|报告厅|大厅|展厅|路口|大街|街道|[\\u4e00-\\u9fff](?:路|街)[东南西北中]段|[\\u4e00-\\u9fff]路(?![线演灯段程况标过])|巷口?|[村居党学][部]|[聋盲党技职][校]|[\\u4e00-\\u9fff](?:内|外|儿|妇产|骨|急诊|肿瘤|检验)?科(?=$)|胡同|村委会|居委会|[\\u4e00-\\u9fff]村|[\\u4e00-\\u9fff]镇|服务站|林场|环卫站|光荣院|火车站|汽车站|高铁站|地铁站|车站|图书馆|博物馆|文化馆|体育馆|纪念馆|美术馆|科技馆|展览馆|文化宫|青少年宫|体育场|操场|球场|篮球场|停车场|河堤|河边|江边|湖边|海边|岸边|山脚下?|山下|山顶|院内|院里|门前|楼下|楼前|楼上|楼顶|码头|超市|商场|食堂|驿站|陵园|教室|会场|现场|剧院|影院|书店|书屋|党群|工作站|党校|机关|大楼|大厦|大院|庭院|花园|基地|营地|农场|果园|茶园|桥头|桥下|亭|公里处|[一二三四五六七八九十\\d]{1,3}(?:层|楼|号楼|室|号院|单元)|线上|腾讯会议|会客厅|办公室|影剧院|接待室|阅览室|排练厅|训练场|站台|候车室|入口|出口|入口处|门厅|收费站|派出所|消防站|法院|银行|邮局|公司|工地|宿舍|公寓|文化站|老干部活动中心|活动中心|之家|病房|病区|诊室|门诊部?|护士站|科室|住院部|街道办|便民中心|文化中心|服务中心)';

const ENDS = new RegExp(`${SUFFIX}$`);
const BEGINS = new RegExp(
  `^([\\u4e00-\\u9fff\\dA-Za-z.]{0,12}?${SUFFIX}(?:门口|[东南西北]门|大门口?|门前)?)(?=[\\u4e00-\\u9fff]{2})`,
);

/** 布置会场 is done at a place, and none. */
const DOING = /^(?:布置|打扫|清扫|清洁|清理|维护|看守|整理|参观|走进|守护|美化|粉刷|装扮|看望|慰问|走访)/;

/** Whether the words as a whole name a place. */
export function isPlaceName(text: string): boolean {
  return ENDS.test(text) && !DOING.test(text);
}

/** The place that the words begin with (二七广场 of 二七广场发环保袋), if they go on. */
export function leadingPlace(text: string): string | undefined {
  const place = BEGINS.exec(text)?.[1];
  return place !== undefined && place.length > 2 ? place : undefined;
}
