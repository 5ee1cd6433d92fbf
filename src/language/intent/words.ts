/** The place right behind a separator or something already read. */
export const LEAD = '(?<=^|[\\s:：)）】」\\]@]|{DTPRFXNCHLMUO})';
/** The place right before a separator, something already read, or the end. */
export const TAIL = '(?=$|[\\s:：)）~～…]|{DTPRFXNCHLMUO})';
/** Words without weight of their own before an order. */
export const POLITE =
  '(?:(?:请|麻烦|劳驾|帮忙|帮我|给我|替我|我们|我|咱们|咱|也|都|就|再|先|快|赶紧|现在|想要|需要|想|要|那|申请|可以|能否|能|{N}|{D}|{C}|[、和与跟]|同志|老师|\\s)){0,6}';
/** What may close an order. */
export const SOFT = '(?:吧|啊|哈|呀|哦|呗|啦|了|哟|呢|嘛|一下|下|谢谢|谢了|多谢|[~～!！.。\\s])';

const MEETING_WORDS =
  '例会|碰头会|支委会|支部会|小组会|生活会|总结会|筹备会|座谈会|动员会|协调会|部署会|推进会|工作会|理事会|常务会|专题会|学习会|读书会|交流会|分享会|表彰会|通气会|班子会|说明会|见面会|复盘会|骨干会|站长会|调度会|研讨会|评议会|党员会|培训会|沟通会|对接会|视频会|电话会|晨会|早会|周会|月会|年会|全会|全体会|换届会|务虚会|议事会|听证会|碰头|主题党日|组织生活|大会(?!堂|战)|会议(?!室|软件|记录|纪要)|预备会|启动会|联席会|述职会|民主会|恳谈会|吹风会|扩大会|代表会|委员会议|交底会|布置会|备勤会|讨论会|讲评会|汇报会|评审会|选举会|办公会';

/** A meeting by its kind of name. 晚会, 运动会 and 招聘会 are activities, 协会 and 居委会 are bodies. */
export const MEETING = `(?:${MEETING_WORDS})`;
const MEETING_NAME = new RegExp(MEETING);

export function isMeeting(text: string): boolean {
  return MEETING_NAME.test(text);
}

/** Papers that a member hands in, longer words before shorter. */
export const PAPERS =
  '申请表|申请书|申请单|自评表|互评表|登记表|推荐表|承诺书|承诺函|保证书|志愿书|审批表|审核表|考核表|评定表|评议表|鉴定表|反馈表|思想汇报|转正材料|证明材料|证明|简历|志愿表|信息表|调查表|体检表|体检报告|心得体会|报告表|注册表|报名表|统计表|申报表|备案表|记录表|签名表|协议书|推荐信|介绍信|自荐信|请假条|述职报告|个人总结|个人小结|签到表|汇总表|报销单|领用单|确认表|确认单|意向书|意向表|声明书|授权书|同意书';

/** Not decided, or asked of others: no order. */
export const HEDGE =
  /兴许|可能|也许|说不定|没准|再想想|想一想|考虑|还没定|没定|没想好|看情况|不确定|不一定|要不要|到时候再|再说吧|如果|要是|万一|假如|纠结|犹豫|听说|据说|应该吧|好像|以为|估计|考不考虑|去不去|来不来/;

/** A question about the world, told from a polite order (能帮我报名吗). */
export const QUESTION =
  /[吗么嘛]$|怎么|如何|为什么|为啥|什么时候|几点|哪里|哪儿|在哪|哪个|是不是|有没有|能不能|可不可以|多少钱|咋|啥时候|谁能|谁会|谁有|谁知道/;
const POLITE_QUESTION = /(?:能|可以|可否|能否|方便|麻烦)(?:不能|不可以)?(?:帮|给|替|把|请)/;

export function isQuestion(text: string, closer: string): boolean {
  const bare = text.trimEnd();
  return (/[?？]/.test(closer) || QUESTION.test(bare)) && !POLITE_QUESTION.test(bare);
}

/** Doings of one's own life that people also go to. */
export const PRIVATE =
  /聚餐|火锅|吃饭|喝酒|[kK][tT][vV]|逛街|打牌|麻将|婚礼|喜酒|生日|相亲|同学会|聚会|旅游|爬山|看电影|体检|医院|出差|上班|考试|面试|家长会|机场|接机|接人|接站|拔牙|烧烤|撸串|团建|开黑|健身|逛|加班|值夜班|奶奶家|娘家|婆家|老家/;
