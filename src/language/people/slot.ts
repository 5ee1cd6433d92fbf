import { KIN } from '../quantity/count.ts';
import { pattern } from '../sheet.ts';
import type { Certainty } from './name.ts';

/** Words after which people are named, how sure that makes it, and what must stand behind the names. */
export interface Slot {
  regexp: RegExp;
  certainty: Certainty;
  needs?: RegExp;
  /** The whole of what stands up to the next sign is the name: 万福来, not 万福 who comes. */
  isWhole?: boolean;
}

const LABELS =
  '联系人|负责人|主持人?|领队|带队|到会|参会|出席|与会|列席|参加人员|参会人员|出席人员|到会人员|参加人|捐赠人|捐款人|捐赠者|记录人|请假人|缺席|组长|报名人';
/** Labels that are also words of any sentence. */
const LOOSE_LABELS = '姓名|名字|名单|成员|人员|服务人员?|志愿者|记录';
const RELATED = `老伴儿|老头子?|老两口|孩儿他[爸妈]|老姐妹|老伙计|老同事|老邻居|老朋友|搭档|徒弟|师傅|表[弟妹哥姐]|堂[弟妹哥姐]|侄[子女]|外甥女?|儿媳妇?|女婿|${KIN}`;
/** What is done in a person's name. */
const DEED =
  '报|登|签|请(?:个|一下|下)?假|告(?:个|一下)?假|退|取消|撤|补|记|递|交|提交|申请|上交|打卡|打个卡|向|加|留|占|写|填|算|排|查|问|去掉|划|删|办|预约|参加|要一?个|抢|说一声';
const CLOSED = '$|[\\s、,，。;；!！~…)）]|{DTPRCFXUOH}';
const TOGETHER = '和|跟|与|及|同|也|都|俩|两|仨|[二三四]位|一起|一块|一家|夫妻|夫妇|她|他';

export const SLOTS: readonly Slot[] = [
  {
    regexp:
      /(?:帮|给|替|代|为)(?:忙)?(?:我们?(?:家|单位|科|班|队|组)?(?:隔壁|楼上|楼下|对门)?的?(?:和|跟|与|、|给|替)?)?(?:登记|报名|报|把)?\s?@?/g,
    certainty: 'named',
    // Only where something is done in the person's name: not 给王奶奶理发.
    needs: pattern(
      `^(?:[和跟与](?:[她他]|[她他]家)?的?(?:${KIN})|两口子|一家子?)?(?:的(?:报名|名额|积分|位置)|[两俩三仨]|\\d|也|都|各|一起|一?并|先|把|再)?(?:[两二三四五]?[位人个]|一起|都|也)?(?:${DEED}|[\\s,、@:]|{DTPRCFXUO}|$|的(?:报名|名额|积分|位置))`,
    ),
  },
  {
    regexp: new RegExp(`(?:${LABELS}|${LOOSE_LABELS})(?:人员?)?(?:有|是|为)?\\s?[:：]\\s?`, 'g'),
    certainty: 'named',
    isWhole: true,
  },
  { regexp: new RegExp(`(?:${LABELS})(?:人员?)?(?:有|是|为)?\\s?`, 'g'), certainty: 'sure', isWhole: true },
  { regexp: new RegExp(`(?:${LOOSE_LABELS})(?:有|是|为)?\\s?`, 'g'), certainty: 'apt', isWhole: true },
  { regexp: /(?:登记|入账|收到|记账|记)\s?[:：]?\s?/g, certainty: 'named', needs: /^(?:各|各自|共)?(?:捐|送|赠|转)/ },
  {
    regexp:
      /[我俺](?:们|家)?(?:和|跟|与|及|同|、|,|\+|&|还有|带上?|带着|叫上|加上|加(?!班))(?:我们?)?(?:家|单位|科|班|队|组|部门)?(?:的)?(?:隔壁|同事|同学|朋友|邻居)?的?\s?/g,
    certainty: 'sure',
  },
  {
    regexp: /(?:[我他她]叫|名叫|名字[是叫]?|大名(?:叫|是)?|全名(?:叫|是)?)\s?/g,
    certainty: 'sure',
  },
  { regexp: /我是[\u4e00-\u9fff]{1,10}的/g, certainty: 'sure' },
  { regexp: /我是/g, certainty: 'likely' },
  {
    regexp: /[把将]/g,
    certainty: 'apt',
    needs: /^(?:从|的名字|的名额|那份|去掉|划掉|拿掉|删|撤|加|退|换|减|写|排|报|也|算)/,
  },
  { regexp: new RegExp(`(?:${RELATED})(?!们)叫?\\s?`, 'g'), certainty: 'sure' },
  {
    regexp: /(?:爱心人士|热心市民|热心人|好心人|老党员|退休教师|居民|业主|街坊|队员|会员|队友)\s?/g,
    certainty: 'apt',
    needs: pattern('^(?:[捐送赠转给拿也想要报请来不的]|{D}|[\\s,，。]|$)'),
  },
  {
    regexp: /(?:别|不用|甭)再?(?:算|排|写|留|安排)上?\s?/g,
    certainty: 'apt',
    needs: /^(?:$|[了啦吧的\s,，。!！])/,
  },
  {
    regexp: /(?:撤销|撤掉|撤回|取消|退掉|划掉|删掉)\s?/g,
    certainty: 'apt',
    needs: pattern('^(?:的|那|{DF}).{0,14}(?:报名|名额|名字)'),
  },
  {
    regexp: /(?:联系|找|咨询|致电|询问|报给|发给|问)\s?/g,
    certainty: 'named',
    needs: pattern('^\\s?[:：(（]?\\s?{O}'),
  },
  {
    regexp: /(?<![填汇上通预海画听])(?:写|报|登|记)(?![上下一名个记我了过的着者住录班到告])\s?/g,
    certainty: 'apt',
    needs: pattern(`^(?:[\\s,，。!！~]|$|(?:${TOGETHER})(?:[\\s,，]|$|{C}))`),
    isWhole: true,
  },
  {
    regexp: /(?:算上|叫上|喊上|捎上|拉上)\s?/g,
    certainty: 'named',
    needs: pattern(`^(?:${CLOSED}|${TOGETHER}|报|吧|啊|\\+)`),
  },
  {
    regexp: /(?:带上|加上|写上|排上|记上|登上|填上|添上|再加|名单里去掉|去掉|划掉|换成|换|让|请|托|由)\s?/g,
    certainty: 'apt',
    needs: pattern(`^(?:${CLOSED}|${TOGETHER}|报|吧|啊|\\+|来|去|顶|代|替|负责|主持|带队)`),
  },
  {
    regexp:
      /(?:把|将|退掉|退|取消|删掉|删除|删|去掉|划掉|加上|再加|加|写上|排上|算上|带上|叫上|还有|换成|换|撤掉|撤下|撤回|撤销|减掉|减|查一下|查下|查询|查一查|查查|查|看一下|看看|看下|统计|有没有|这是|交一下|提交|递交|上交|转交|代交|上传|由|让|请|约|@)\s?/g,
    certainty: 'likely',
  },
];

/** What tells a usual name at the start of a clause from any other word. */
export const PREDICATE = pattern(
  '^(?:也|都|还|就|又|今天|可能)?(?:家(?:{C}|里|俩|仨)|攒|\\d[\\d.]{0,6}[元块]|[一二两三四五六七八九十百千万]{1,5}[元块]|家里|报名|参加|签到|签退|请假|请个假|告假|告个假|[来去]不[了成上]|到不了|不[来去能参]|有事|没空|服务|报上|已|在不在|在名单|在里面|有没有|是不是|是否|报|捐|代表|微信|[给向为][^,，。捐]{1,10}捐|送来|送了|转[了来]|给的|赠|[腰脚腿手头胃牙眼](?:扭|崴|疼|受|不|伤|发|肿|断)|崴|扭|摔|住院|不舒服|生病|病了|发烧|感冒|临时|要去|要来|要参加|想参加|想去|想来|想[退入交加申请]|要[退入交]|去|来|能[来去上到]|可以|各|每人|(?:也|都|就)?是{H}|[两二三四]位|俩|仨|的(?=$|[\\s,，。])|的(?:积分|时长|名额|名字|报名|服务|工时|[\\u4e00-\\u9fff]{0,6}(?:申请|登记表|考核表|自评表|汇报|申请表|申请书))|那[个份]|{RDH}|上个?[月周]|周[一二三四五六日末]|[今明后昨]天|[下本这]周|\\d|到(?=$|[\\s,，。!！])|包[圆了下]|下岗|今年|去年|本月|一共|共|{C}|和我|跟我|与我|\\+|退|取消|有多少|有几|到岗|到了|加|交|递|做了|干了|忙了|顶|打卡|让我|托我|叫我|喊我|说|她|他)',
);
/** What can only be said of a person: 牛犇的积分, 高兴去不了. */
export const OF_A_PERSON = pattern(
  '^(?:也|都|还|又|今天|可能|临时)?(?:那(?:丫头|小子|孩子|老头|家伙|姑娘|小伙)|的(?:积分|时长|工时|名额|名字|报名|入会|退会|申请)|那个?(?:积分|时长|工时|名额|份)|{RD}{1,9}(?:一共|共)?(?:服务|干了|做了)|各?捐|送来|转[了来]|[两三四]位|两口子|老师|大姐|大哥|阿姨|生病|病了|崴|扭了|[腰脚腿](?:扭|崴|疼|受伤|断)|住院|[来去]不[了成上]|到不了|要[来去](?!不)|想[来去]|也[来去]|能上|报没报|报了|报名|请个?假|告个?假|在不在名单|顶了|干了|忙了|值了|守了|站了|陪了|[托让叫喊]我|今年(?:服务|干)|去年(?:服务|干)|不来了|不去了|\\s?[:：(（]?\\s?{O})',
);
/** So plainly said of a person that any word before it is a name. */
export const SURELY_OF_A_PERSON = pattern(
  '^(?:的|那个?)(?:积分|时长|工时|退会|入会)|^(?:报没报|请个?假|告个?假|顶了|值了|生病|发烧|住院|[托让叫喊]我|[腰脚腿](?:扭|崴|疼|受伤)|{RD}{1,9}(?:干了|做了|服务了))',
);
/** Said of a word that people are called by, this makes it a name: 方向，2小时; 高兴昨天植树2小时; 高兴周五例会请假. */
export const OF_ONE_CALLED = pattern(
  '^(?:签到|签退|打卡|到岗|下岗签退|的(?=$|[\\s,，。])|(?:已经?)?到(?:了|啦|岗)?[\\s,，。!！].{0,8}(?:签到|打卡|报到|签退)|\\s?[,，]?\\s?{H}|{DP}{1,9}[^,，。]{0,14}(?:{H}|请假|告假|请个假))',
);
