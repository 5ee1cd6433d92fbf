import { isCalled, isCalledAlone, isUsualName } from './called.ts';
import { isGivenName, surnameLength } from './surname.ts';
import { isWord } from './word.ts';

/**
 * How sure the place in the sentence makes it that a person is named there. `named`: only a name can stand there (帮X报名), be it a
 * word (何时). `sure`: any surname with any given name, or a word that people are called by (高兴). `apt`: a usual name or such a
 * word. `likely`: a usual name.
 */
export type Certainty = 'named' | 'sure' | 'apt' | 'likely';

const TITLES =
  '老师|师傅|阿姨|叔叔|大爷|大妈|大姐|大哥|奶奶|爷爷|主任|书记|队长|站长|医生|护士|同学|会长|理事|教练|校长|院长|经理|委员|警官|教授|部长|秘书长|科长|主席|姐|哥|叔|婶|姨|工|总';
const TITLED = new RegExp(`^(?:[小老阿].|老.头|.{1,3}(?:${TITLES}))$`);
const TITLE_AT = new RegExp(`(?:${TITLES})`, 'y');
/** Words of two characters that begin like a name. A longer one that begins with them is none either. */
const WORDS = new Set(
  (
    '谢谢|于是|关心|关爱|安全|安心|成功|祝福|程序|马上|高兴|高级|高清|高中|高温|高龄|高考|高铁|高空|高校|安静|安排|安保|安康|平安|平时|平房|平均|平台|文明|文化|文艺|文体|文书|文旅|和平|和谐|和气|方便|方法|方向|' +
    '方面|方案|方言|成立|成员|成长|成人|白天|白云|白菜|白酒|金秋|金婚|金色|江边|江南|江北|江西|江苏|江滩|石头|石榴|石油|明天|明白|明年|明早|明晚|明星|时光|时间|时长|' +
    '时代|关于|关注|关怀|马路|温暖|温馨|温泉|阳光|阳台|华夏|国庆|国学|国旗|乐园|乐器|乐队|乐跑|云南|云端|海边|海洋|东方|东门|东风|东路|南门|南路|党员|' +
    '党建|党支|党课|党日|党小|支部|支教|支援|支持|计划|计算|卫生|卫士|全体|全程|全天|全家|全部|全年|项目|任务|任何|应该|应急|应对|应当|康复|康宁|康乐|康养|宁夏|路口|路边|' +
    '路演|路上|路灯|连心|连队|连环|连续|车站|车辆|车位|车队|车库|万元|万一|万家|万物|万人|左右|左边|水果|水电|水上|强烈|强军|牛奶|牛人|羊毛|童心|童声|童年|童话|童谣|童装|' +
    '家园|家庭|家属|家人|家长|英雄|英语|林业|林场|山东|广东|广场|广播|立冬|立春|包子|包粽|包饺|包括|包装|房间|房屋|宣传|宣讲|经典|经验|经过|单位|单车|单独|双拥|双休|沙龙|' +
    '沙滩|胡同|祝寿|祝贺|向阳|向导|向上|龙舟|龙灯|毛巾|毛笔|毛衣|毛毯|钱包|曲艺|解放|解说|解决|查询|查看|景区|景点|游园|游泳|游客|农家|农田|农村|农民|诗歌|易拉|易学|' +
    '常规|常识|常来|居民|居家|贺卡|养老|管理|管护|生日|生态|惠民|便民|利民|爱心|幸福|幸好|邮政|邮局|和我|和你|和他|都可|都行|都去|都来|都能|都在|都是|都要|都会|都有|哈哈|' +
    '何时|何地|时候|顾客|顾问|余额|余下|付款|付费|段落|焦点|冷饮|夏天|夏日|夏季|夏令|秋天|秋季|春天|春季|冬天|冬季|冬至|年货|年会|米面|麦收|梅花|兰花|花园|花卉|花生|' +
    '花草|花灯|古诗|古城|古镇|古文|古树|苗木|松土|松树|柳树|柏树|杨树|竹林|竹编|包车|宾馆|商场|商店|商量|商户|陶艺|陶瓷|雷锋|雷雨|龙虎|虎年|武术|武警|司机|司法|史料|皮影|' +
    '皮具|盘点|满员|满意|满了|练习|练字|练歌|封面|封窗|凌晨|施工|施粥|施肥|施救|邻里|邻居|车展|相声|相亲|相册|初一|初二|初三|能来|能去|安装|安置|安检|强调|查体|喻家|巴士|' +
    '仇恨|由于|由我|元宵|元旦|元月|束手|展览|展位|展板|展会|信息|信件|信用|阴天|阴历|别人|别的|别去|别忘|晋级|权益|全民|全市|全区|全员|全国|全场|戏曲|寻人|寻找|燕子|荣誉|' +
    '荣光|红色|红军|红歌|红包|盛典|盛大|鲜花|后天|公益|公园|公交|公告|公司|公共|危险|危房|利用|广大|从不|从前|从来|乌龙|巡逻|游行|屈原|鹿回|干部|干活|干净|但是|银发|银行|' +
    '银杏|银龄|池塘|阳历|易燃|计时|管道|管饭|卓越|明确|项链|边上|边境|蒙古|石家|小区|小时|小车|小米|小麦|小满|小苗|小巴|小康|小年|小雪|小吃|小计|小党|老党|老年|老公|老乡|' +
    '老伴|老人|老师|老家|老区|阿里|阿婆|工总|小卖|小广|老时|老车|敬佩|白干|容纳|张罗|修图|修表|包名|劳驾|汤圆|戴好|戴上|戴着|戴口|戴帽|戴红|戴手|包裹|谈话|时段'
  ).split('|'),
);
/** Words for people and bodies that are no names. */
const PERSONS =
  /^(?:家|老|小|党|居|农|邻|成员|车队|乐队|单位|顾客|游客|宾|商|相|阿|别人|全|双|石头|高龄|高中|计划|巡逻|项目|任何|干部|公|孙[子女]|师[傅弟妹兄姐长母父生]|官|车主|司|班|支[部书教]|房东|路人|游|元老|古人|时间|应|和|都|国|管|柜|文[艺化书]|卫生|车[间站友]|外|向|经|成[年人都]|充|强|包括|包含|段长|组|宗|明[天年早晚星明]|幼|门|连|盲|常委|常务|单|成功|马上|于是|平时|平常|应该|任何|经常|全程|幸好|安全)/;
const NEVER = /[占每的了吗呢吧啊我你您他她它们是不有把被说没就很个这哪什么怎,、\d]|报名/;
/** What a given name does not end with. */
const VERBAL = /[晚去要会想都也还又再能请让给帮替和跟与做]$/;
/** Up to the next sign, blank, number or whatever has been read. */
const WHOLE = /[\u4e00-\u9fff]{1,5}(?![\u4e00-\u9fff])/y;
/** 冯春来, 万福来: whatever follows, unless it is of the sentence (王芳来). */
const COMING_NAME = /^.[春福东运喜贵金凤宝瑞雁燕朋泰祥财迎招盼恩复自夏秋冬]来(?![\u4e00-\u9fff])/;
const ENDS_IN_COMING = /^来(?:[去到请因腰脚崴在捐]|有事|生病|的(?:积分|时长|名额|工时))/;
const KINDRED = /^(?:孙[子女]|师[弟妹兄姐母父]|单位|班长|家[人属长]|成员)/;
/** A body or a place, not a person: 支委会, 文艺队. */
const BODY = /^..+[会部局院队组班站所课室厅街路赛展馆园区社校团村镇岗饭餐宴戏舞操画粥汤营讲]$/;
const NO_ROSTER: ReadonlySet<string> = new Set();
const DEED = /^(?:报名?|参加|签到|签退|请假|告假|登记|取消)$/;
const HAN = /^[\u4e00-\u9fff]+$/;

/** What may stand behind a name, class by class: signs, verbs, words of time and number, of talk about the person. */
const FOLLOW = new RegExp(
  [
    '$|[\\s、,。;:!?()（）/&+@\\-~\\n"\'“”「」【】[\\]…🎉]|[\\uE000-\\uE00F]|\\d',
    '报|登|签|请|告假|告个|打卡|打个|代|去|来|参加|参与|到|捐|在|服务|取消|退|撤|有|不|没|能|可|要|想|因|递|交|提|申请|入会|换|补|录|记|加|减|带|领|把|给|替|帮|托|叫|让|喊|说|做|干|忙|顶|微信|支付宝|通过|代表|负责|主持|出席|缺席|列席|写|填|算|留|占|作为|为|将|得|拿|值|守|站|跑|送|转|照|向|从|上交|上传|等|排',
    '家(?:\\uE006|[两二三四五六\\d]口|里|俩|仨)|准时|开会|上班|上课|出差|值班|包[圆了下]|承包|认领|手机|有事|生病|病|发烧|感冒|住院|不舒服|下岗|下班|收工|崴|扭|摔|[腰脚腿手胃牙眼](?:扭|崴|疼|受|不|伤|发|肿|断|又|有)|临时|家里|孩子',
    '搭|攒|也|都|各|每|还|就是|就|正|刚|已|先|全程|一起|一块|一同|一家|一共|一个|一位|一并|最|本|下周|下午|上午|上周|上个|上月|今[天年早晚儿日]|明[天年早晚儿日]|昨|这|那|周[一二三四五六日末]|星期|礼拜',
    '的|和|与|跟|及|同|从|我|他|她|两|俩|仨|[二三四]位|名额|名下|积分|时长|总|多少|几|谁|是|共|老师|大姐|大哥|阿姨|叔|大爷|大妈',
  ].join('|'),
  'uy',
);

/** Whether these characters can be a person's name at all. */
export function isName(text: string, certainty: Certainty, roster: ReadonlySet<string>): boolean {
  if (roster.has(text) || (certainty !== 'likely' && isCalled(text))) return true;
  const surname = surnameLength(text, 0);
  if (surname === 0 && !/^[小老阿]/.test(text)) return false;
  // 周五前 is a day.
  if (/^周(?:[一二三四五六日天末]{1,2}|[一二三四五六日天][前后])$/.test(text)) return false;
  if (
    text.length < 2 ||
    text.length > 6 ||
    !HAN.test(text) ||
    NEVER.test(text) ||
    BODY.test(text) ||
    KINDRED.test(text)
  )
    return false;
  if (TITLED.test(text)) return isTitled(text);
  const given = text.slice(surname);
  // 帮欧阳报名: the surname alone.
  if (surname === 2 && given === '') return certainty === 'named';
  if (surname === 0 || given.length < 1 || given.length > 2 || DEED.test(given)) return false;
  return isFit(text, given, surname === 2, certainty);
}

function isFit(text: string, given: string, isCompound: boolean, certainty: Certainty): boolean {
  const isUsual =
    isGivenName(given.replace(/(?<=.)来$/, '')) || isUsualName(text) || (isCompound && !/^[东南西第百]/.test(text));
  const isOrdinary = !isCompound && WORDS.has(text.slice(0, 2));
  if (!isOrdinary) {
    if (isUsual && !(certainty !== 'named' && given.length === 2 && VERBAL.test(given))) return true;
    if (certainty === 'named') return true;
    return certainty === 'sure' && !VERBAL.test(given) && !isWord(text.slice(0, 2));
  }
  if (certainty === 'likely' || PERSONS.test(text)) return false;
  if (certainty === 'named') return given.length === 1 || isUsual;
  return certainty === 'sure' && isUsual;
}

/** Surnames that rather begin a deed: 修伞, 包粽子, 车限号. */
const DOING =
  /^[师包修谈管计支施展解连应封屈查满全平干向车时明容练农水沙洪石金银花毛路单双云雷游牛羊鱼房门强项左右南国党官]/;
const ELSE_AT_END = /[里楼下上滩摊巷桥湾场河湖站店边到报吃号撤见齐早退班]$/;

/** Whether these characters by themselves between signs are somebody, though not by a usual name: 郝运, 林小满. */
export function isStandingName(text: string, roster: ReadonlySet<string>): boolean {
  if (roster.has(text) || isCalledAlone(text)) return true;
  if (isCalled(text) || DOING.test(text) || ELSE_AT_END.test(text) || /^周[一二三四五六日天末]/.test(text))
    return false;
  const head = text.slice(0, 2);
  return !WORDS.has(head) && !isWord(head) && isName(text, 'sure', roster);
}

/** The end of the name that begins at `at`, or undefined. Its right neighbour decides between two and three characters. */
export function nameEnd(
  text: string,
  at: number,
  certainty: Certainty,
  roster: ReadonlySet<string>,
): number | undefined {
  for (const length of lengths(text, at)) {
    // 万福来去儿子家: 来 before another verb is the end of the name.
    if (
      length === 2 &&
      (ENDS_IN_COMING.test(text.slice(at + 2, at + 7)) || COMING_NAME.test(text.slice(at, at + 4))) &&
      isName(text.slice(at, at + 3), 'named', roster)
    )
      continue;
    const name = text.slice(at, at + length);
    if (name.length === length && isName(name, certainty, roster) && canFollow(text, at + length)) return at + length;
  }
  return undefined;
}

/** The end of the name of three or four characters that stands alone between signs, or undefined. */
export function wholeNameEnd(
  text: string,
  at: number,
  certainty: Certainty,
  roster: ReadonlySet<string>,
): number | undefined {
  WHOLE.lastIndex = at;
  const chunk = WHOLE.exec(text)?.[0] ?? '';
  const length = surnameLength(text, at) + 2;
  if (chunk.length !== length || !isName(chunk, certainty, roster) || VERBAL.test(chunk) || /[到报]$/.test(chunk))
    return undefined;
  return at + length;
}

export function canFollow(text: string, at: number): boolean {
  FOLLOW.lastIndex = at;
  return FOLLOW.test(text) || skipTitle(text, at) > at;
}

function lengths(text: string, at: number): readonly number[] {
  const surname = surnameLength(text, at);
  for (const length of surname === 0 ? [] : [surname + 1, surname + 2, surname]) {
    const title = titleAt(text, at + length);
    if (!title || title.length < 2) continue;
    // 谷雨大姐 is 谷雨, 谷大姐 has no other name.
    return length > surname && isName(text.slice(at, at + length), 'apt', NO_ROSTER)
      ? [length]
      : [length + title.length, surname + 1, surname + 2];
  }
  if (surname === 2) return [3, 4, 2];
  // 周一 alone is a day; 周一鸣 is a person.
  if (/周[一二三四五六日天]/.test(text.slice(at, at + 2))) return [3];
  return [2, 3, 4];
}

/** Behind 大姐 of 谷雨大姐, which is no part of the name. */
export function skipTitle(text: string, at: number): number {
  const title = titleAt(text, at) ?? '';
  return title.length < 2 ? at : at + title.length;
}

function titleAt(text: string, at: number): string | undefined {
  TITLE_AT.lastIndex = at;
  return TITLE_AT.exec(text)?.[0];
}

function isTitled(text: string): boolean {
  if (WORDS.has(text) || WORDS.has(text.slice(0, 2))) return false;
  if (/^老.头$/.test(text)) return surnameLength(text, 1) === 1;
  if (/^[小老阿]/.test(text)) return text.length === 2 ? surnameLength(text, 1) === 1 : surnameLength(text, 0) === 1;
  return surnameLength(text, 0) > 0;
}
