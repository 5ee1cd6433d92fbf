import { findPlace } from '../../about/place.ts';
import type { Facts } from '../../facts.ts';
import { pattern } from '../../sheet.ts';
import { hasDate, hasPeriod } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { LEAD, PAPERS, POLITE } from '../words.ts';

const WRITE = '(?:写|生成|出|拟|起草|草拟|做|来|整理|弄|要|给我|准备|形成|编写?|撰写|汇总|搞|产出|输出|打印|导出|帮我)';
const REPORT =
  '(?:工作总结|活动总结|总结报告|总结材料|总结|小结|周报|月报|季报|半年报|年报|工作汇报|汇报材料|工作报告|述职报告|工作简报|简报)';
/** 总结 as a deed or a thing of others. */
const NOT_REPORT =
  /总结(?:经验|得|会|大会|的好|的对|教训|表彰|过|完|了(?!$)|到位|精辟|陈词)|写(?:完|得|好了|不)|老板|领导让|领导要|老师|作业|孩子|公司|单位|不想|发了|交了|[?？]|学期|期末|考试|谁写|读后感/;
const DOC = `(?:${PAPERS}|(?<![了的个份过次我你交递])申请)`;
const HAND_IN =
  '(?:交给|交一下|交上|上交|提交|递交|递|呈交|呈|交|报送|报上|附上|填好了?|写好了?|填完了?|写完了?|收一下|查收|请审|请收|发给你们|传上|上传|补交|送上)';
/** Said of what is lacking; 请 and 要 alone also tell what was done. */
const NEED = /缺|需(?!求)|想找|想请|想借|求助|求援|求志|人手|招/;
const NEEDS_HELP =
  '(?:志愿者|义工|人手|帮手|协会|志愿服务|爱心人士|支援|搭把手|(?:需要|想找|找)个?人(?=帮|陪|照|搬|修|送|教|看)|要人手)';
const OF_OURS = new RegExp(NEEDS_HELP);

export const OFFICE_RULES: readonly Rule[] = [
  {
    name: 'summary: a report to be written (写一份总结)',
    intent: 'summary',
    regexp: pattern(
      `(?:${LEAD}|把|将|请|麻烦|帮我|帮忙|给我|再|能)${WRITE}(?:下|个|一篇|份|点|我|出|一)*[^,]{0,24}?${REPORT}(?:稿|初稿|草稿|材料|一下|吧|来|谢谢|给我|出来|发我|\\s)*$`,
    ),
    weight: 0.93,
    unless: NOT_REPORT,
    mayAsk: true,
    needs: (facts) => hasPeriod(facts) || /生成|起草|草拟|撰写|拟/.test(facts.text),
  },
  {
    name: 'summary: of a report, that it be written (总结写一下)',
    intent: 'summary',
    regexp: pattern(
      `${REPORT}(?:稿|初稿)?(?:,|，|\\s)?(?:麻烦|请|帮忙|帮我|给我|你)*(?:再)?(?:写|生成|出|拟|起草|来|起个?稿|整理|弄|做|撰写)(?:一份|一个|一下|个稿|份|出来|好|吧|来)*`,
    ),
    weight: 0.92,
    scope: 'message',
    unless: NOT_REPORT,
    needs: (facts) => hasPeriod(facts) || /生成|起草|拟|撰写/.test(facts.text),
  },
  {
    name: 'summary: a period and the word for a report (上个月总结)',
    intent: 'summary',
    regexp: pattern(
      `^\\s*{RDF}(?:(?:到|至|-|~|、|\\s){0,2}{RDF}){0,3}(?:的|度|\\s)*(?:[\\u4e00-\\u9fff]{0,8})${REPORT}\\s*$`,
    ),
    weight: 0.88,
    scope: 'message',
    unless: NOT_REPORT,
  },
  {
    name: 'summary: a period summed up (总结一下九月)',
    intent: 'summary',
    regexp: pattern(`^\\s*${POLITE}总结(?:一下|下)?(?:{R}|{D})`),
    weight: 0.85,
    scope: 'message',
    unless: /[?？]|经验|教训/,
  },
  {
    name: 'application: a paper handed in (提交申请表)',
    intent: 'application',
    regexp: pattern(`${HAND_IN}[^,]{0,14}${DOC}|${DOC}[^,]{0,6}(?:,[^,]{0,4})?${HAND_IN}`),
    weight: 0.9,
    scope: 'message',
    unless:
      /[?？]|吗$|怎么|如何|在哪|哪里|哪儿|没交|没填|还没|不用交|要交|记得|忘|截止|谁|大家|老师|学校|物业|银行|签证|贷款|作业/,
  },
  {
    name: 'application: admission applied for (申请入会)',
    intent: 'application',
    regexp: pattern(
      `^\\s*(?:我要?|我想|本人|代{N}|帮{N}|替{N}|{N}|想|要)?\\s?(?:申请(?:入会|加入协会|换证|补证|退会|入党|转正|转会|注册|志愿者证)|(?:入会|退会|换证|转会)(?:申请)?\\s*$)`,
    ),
    weight: 0.85,
    scope: 'message',
    unless: /[?？]|吗$|怎么|如何/,
  },
  {
    name: 'demand: headed as a request (求助：)',
    intent: 'demand',
    regexp: pattern(
      '^\\s*[【\\[]?(?:紧急)?(?:[\\u4e00-\\u9fff]{2,10}(?=求助:|求援:|需求:))?(?:服务需求|志愿者需求|用人需求|需求(?:单位)?|求助|求援|求支援|求帮助|求帮忙|(?:申请|请求|需要)志愿者支[持援])(?:登记|申请)?(?:[】\\]]|(?=$|[\\s:：,，!]|{DL}))',
    ),
    weight: 0.94,
    scope: 'message',
    needs: (facts) =>
      hasDate(facts) || facts.counts.length > 0 || OF_OURS.test(facts.text) || findPlace(facts) !== undefined,
  },
  {
    name: 'demand: helpers needed or asked for (需要两名志愿者)',
    intent: 'demand',
    regexp: pattern(
      `(?:缺|急需|需要|需|想找|想请|想要|想借|找|请|招|借|求|差|要)[^,]{0,14}(?:${NEEDS_HELP}|{C})|(?:缺|少)(?:人手|人|帮手)|(?:需要|想找)个?人(?:帮|陪|照|搬|修|送|教|看)|^\\s*急?(?:需要|需|想找|求|缺){C}|请求支援|向(?:协会|支部|队里|你们)[^,]{0,4}(?:借|要|请|申请)|(?:希望|想请|请求)(?:协会|志愿者|支部)`,
    ),
    weight: 0.88,
    scope: 'message',
    unless:
      /[?？]|吗$|哪|多少|报名|\uE00B|集合|面试|简历|工资|薪|招聘|会员|发票|三缺一|五排|开黑|拼车|拼单|名额|发布|招募/,
    needs: isDemand,
  },
  {
    name: 'help: the word for help alone (帮助, 菜单)',
    intent: 'help',
    regexp:
      /^\s*(?:帮助|使用帮助|帮助菜单|帮助信息|菜单|主菜单|功能|功能列表|指令|命令|指令列表|命令列表|使用说明|说明书?|操作说明|操作指南|使用指南|用法|help|Help|HELP|\?|？|h)\s*[!！。.]*\s*$/,
    weight: 0.97,
    scope: 'message',
  },
  {
    name: 'help: help on one thing (帮助 报名)',
    intent: 'help',
    regexp: /^\s*帮助\s+[\u4e00-\u9fff]{2,6}\s*$|^\s*(?:你)?都?(?:会|能)(?:做|干)?(?:啥|什么)[?？]?\s*$/,
    weight: 0.98,
    scope: 'message',
  },
  {
    name: 'help: what the bot can do (你会什么)',
    intent: 'help',
    regexp:
      /^\s*(?:请问|问下|问一下)?(?:你|您|机器人|助手|小助手|小志|这个机器人)?(?:都|能|会|可以)*(?:有|支持|认识|懂|听得懂|做|干|帮我们?做|帮我们?干|帮)?(?:哪些|什么|啥|点什么)(?:指令|命令|功能|用法|操作|口令|本事|用)?(?:呀|啊|吗|呢|\s)*[?？]?\s*$/,
    weight: 0.93,
    scope: 'message',
    needs: (facts) =>
      /指令|命令|功能|用法|操作|口令|你|会做|能做|会干|能干/.test(facts.text) &&
      !/你在|你有什么事|你做什么|你干什么|干啥呢|做什么呢/.test(facts.text),
  },
  {
    name: 'help: how something is done (怎么报名)',
    intent: 'help',
    regexp:
      /^\s*(?:请问|问下|问一下)?(?:你|您|机器人|助手|小助手|小志|这个机器人|这个)?(?:要)?(?:怎么|如何|怎样|咋)(?:使用|操作|用|跟你说|报名|取消报名|请假|签到|签退|补录|发布活动|登记|查积分|查名单)(?:你|机器人|小助手|活动|呢|啊|呀|的)*[?？]?\s*$/,
    weight: 0.9,
    scope: 'message',
  },
  {
    name: 'help: the menu shown (看看菜单)',
    intent: 'help',
    regexp:
      /^\s*(?:看看?|打开|显示|发一?下?|来个?|给我?)(?:一下|下|我)?(?:你的)?(?:菜单|帮助|功能|指令|使用说明|命令)(?:列表|表)?\s*$/,
    weight: 0.92,
    scope: 'message',
  },
];

function isDemand(facts: Facts): boolean {
  const isOfOurs = OF_OURS.test(facts.text);
  const place = findPlace(facts);
  const isPlain =
    /^\s*(?:我们?(?:学校|社区|小区|单位|村|医院|中心|站|院|班)|[^\s,，:：]{0,12}(?:社区|学校|小学|中学|养老院|敬老院|福利院|医院|中心|居委会|村委会|幼儿园|驿站|服务站|图书馆|小区|村|街道))/.test(
      facts.text,
    );
  const isAsked = /^\s*急?(?:需要|需|想找|求|缺)\uE006/.test(facts.whole.text);
  const hasWhere = place !== undefined || isPlain || hasDate(facts);
  return (
    (isOfOurs && hasWhere) ||
    (hasDate(facts) && (isAsked || (NEED.test(facts.text) && (isPlain || facts.places.length > 0))))
  );
}
