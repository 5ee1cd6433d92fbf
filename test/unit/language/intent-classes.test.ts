import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/language/facts.ts';
import { RULES } from '../../../src/language/intent/rank.ts';
import { createMatcher } from '../../../src/language/intent/rule.ts';
import { normalise } from '../../../src/language/text.ts';

/** Sentences that each rule by itself must read. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'meeting_minutes: the record of a meeting named (纪要, 会议记录)': [
    '6月2日支委会纪要存档',
    '会议记录：定了换届日期，归档',
  ],
  'meeting_leave: leave asked for (请假, 告假)': ['周一例会我请个假，要出差', '读书会告个假，孩子病了'],
  'meeting_leave: not coming to a meeting (例会我去不了)': ['周五理事会我去不了', '有事，参加不了晚上的碰头会'],
  'meeting_change: a meeting put to another day, hour or place (例会改到周五)': [
    '周三的例会改到周五晚上七点',
    '党员大会推迟到6月9日',
  ],
  'meeting_change: a meeting called off (例会取消)': ['周一的筹备会不开了', '取消明天的座谈会'],
  'meeting_create: a meeting called (定于, 召开)': ['定于6月8日15:00召开理事会', '兹定于周五下午两点召开全体会'],
  'meeting_create: a meeting to be held (开会, 开个例会)': ['明晚七点开会，支部活动室', '周四下午三点开个碰头会'],
  'meeting_create: attendance asked (请准时参加)': [
    '6月8日15:00 理事会 二楼会议室 请准时参加',
    '周五上午九点座谈会，务必出席',
  ],
  'meeting_create: a meeting set up (安排例会)': ['安排一个总结会，周六上午九点', '设置例会 周三 19:00'],
  'meeting_create: a meeting every month (每月第一个周五 主题党日)': [
    '每月第一个周五 主题党日',
    '每月15号晚上7点 党小组会',
  ],
  'meeting_create: a meeting every week (每周二例会)': ['每周二晚上七点例会', '例会：每周五 19:30，活动室'],
  'summary: a report to be written (写一份总结)': ['写一份上半年工作总结', '帮我出个五月的小结'],
  'summary: of a report, that it be written (总结写一下)': ['上个月的总结麻烦写一下', '5月工作总结起草一份'],
  'summary: a period and the word for a report (上个月总结)': ['上个月总结', '2025年工作总结'],
  'summary: a period summed up (总结一下九月)': ['总结一下上个月', '麻烦总结下五月'],
  'application: a paper handed in (提交申请表)': ['提交入会申请表', '思想汇报写好了，请查收'],
  'application: admission applied for (申请入会)': ['我要申请入会', '换证申请'],
  'demand: headed as a request (求助：)': ['求助：6月9日搬家需要4人', '【需求】阳光小学 护学岗 6月8日 2人'],
  'demand: helpers needed or asked for (需要两名志愿者)': [
    '阳光养老院周六需要5名志愿者理发',
    '我们社区想请志愿者6月8日教老人用手机',
  ],
  'help: the word for help alone (帮助, 菜单)': ['帮助', '使用说明'],
  'help: help on one thing (帮助 报名)': ['帮助 请假', '帮助 补录'],
  'help: what the bot can do (你会什么)': ['你会做什么？', '请问你都有哪些功能'],
  'help: how something is done (怎么报名)': ['怎么报名？', '请问如何补录'],
  'help: the menu shown (看看菜单)': ['看看菜单', '打开功能列表'],
  'checkin: signing in (签到, 打卡)': ['我和王芳签到', '护考 打卡'],
  'checkin: at the post (到岗了)': ['我已到岗', '我们到位了'],
  'checkout: signing out (签退)': ['签退', '帮王芳签退'],
  'checkout: a duty ended with 签退 (收工签退)': ['忙完了签退', '护考收工签退啦'],
  'log_service: entered later (补录)': ['补录 6月2日 义诊 20人 3小时', '麻烦补登昨天的巡河'],
  'log_service: hours entered (登记3小时)': ['登记服务 6月2日 植树 3小时', '录入时长 王芳 2小时'],
  'log_service: hours to be entered, at the end (3小时补一下)': [
    '昨天巡河3小时，补一下',
    '周日理发两小时，时长没登，登记一下',
  ],
  'log_service: headed as a record of service (服务记录：)': ['服务记录：6月1日 陪诊 4小时', '服务登记: 昨天 搬书 6人'],
  'log_donation: something given (捐, 赠送, 入账)': ['捐图书30本', '收到书店赠送的笔记本50本'],
  'points: how long one has served (服务了多久)': ['我今年服务了多少小时', '王芳一共服务了多久'],
  'points: how much one has gathered (我有多少积分)': ['我现在有多少积分', '我一共攒了多少个小时了'],
  'points: points or hours looked up (查积分)': ['查一下我的积分', '统计上个月的时长'],
  'points: points or hours, how many, what rank (积分排名)': ['我的积分排第几', '积分最高的是谁'],
  'points: the word for points or hours alone (我的时长)': ['我的时长', '积分余额'],
  'points: who has most (谁的时长最长)': ['谁今年的服务时间最长', '时长排行榜'],
  'create_activity: an activity published (发布活动)': ['发布活动 6月9日 植树', '新建一个志愿活动：周六巡河'],
  'create_activity: published, the plan following (发布 周六 植树)': ['发布 6月9日 9:00 植树 10人', '发起周六的巡河'],
  'create_activity: headed as an activity (活动预告)': ['活动预告 6月9日植树', '【活动招募】周六巡河'],
  'create_activity: headed as a call (招募令)': ['招募令：6月9日护考志愿者', '【招募】周六巡河 8人'],
  'create_activity: something organised (组织一次植树)': ['组织一次植树，6月9日上午，20人', '拟周日上午九点开展义诊'],
  'create_activity: registration opened (开放报名)': ['6月9日护考开放报名，名额20', '周六上午九点巡河开始报名'],
  'create_activity: a plan behind 活动： (活动：植树)': [
    '活动：植树 6月9日 9:00 名额20',
    '公益活动：周六14:00义诊，招5人',
  ],
  'create_activity: places offered in a plan (招10人, 名额20)': ['6月9日 9:00 护考 招10人', '周六14:00 巡河，名额20'],
  'cancel: called off (取消周六的植树)': ['取消周六的植树', '请取消6月9日护考'],
  'cancel: withdrawn (退掉, 退一场)': ['我退掉周六的巡河', '退一场，周六植树'],
  'cancel: a name to be taken off (把我划掉)': ['把我从护考里划掉', '把王芳的名额去掉'],
  'cancel: a registration taken back (撤回报名)': ['撤回我的报名', '撤销报名，周六巡河'],
  'cancel: cannot go (去不了)': ['周六的植树我去不了了', '6月9日护考来不成'],
  'cancel: cannot go, at more length (没法参加)': ['周六的植树没法参加了', '护考6月9日我不能去了'],
  'cancel: does not go (我不去了)': ['周六植树我不去了', '王芳不参加周六植树了'],
  'cancel: does not go, said of the activity (植树不去了)': ['6月9日护考就不去了', '周六植树不参加啦'],
  'cancel: one day of several falls out (8号有事, 9号照常)': ['8号我有事，9号照常', '6月7日护考我不行，6月8日还去'],
  'cancel: a number less (-1)': ['周六植树 -1', '-2 护考'],
  'cancel: a name struck out (删掉我)': ['删掉王芳', '护考去掉我吧'],
  'cancel: not to be counted (别算我了)': ['周六植树别算我了', '护考别算她了'],
  'cancel: a place given up (把名额让出来)': ['周六植树的名额让给别人', '护考我把位置腾出来'],
  'list: the list, at the end (护考名单)': ['护考名单发一下', '看看周六的报名表'],
  'list: the list, at the start (名单 护考)': ['名单 护考', '报名名单 6月9日'],
  'list: who there is (都有谁)': ['周六植树都有谁', '护考一共有多少人报名了'],
  'list: who goes or signed up (谁报了)': ['护考谁报名了', '谁报名了护考', '周六植树哪些人去'],
  'list: how many signed up (报了多少人)': ['护考报了多少人', '周六植树参加的有几个'],
  'list: how many are lacking (还缺几个)': ['护考还缺几个人', '周六植树差多少人招满'],
  'list: whether places are left (还有名额吗)': ['护考还有名额吗', '周六植树还有几个名额'],
  'list: whether one can still sign up (还能报名吗)': ['护考还能报名吗', '周六植树还要人吗'],
  'list: the state of registration (报名情况)': ['护考报名情况', '报名人数发我看看'],
  "list: one's own registrations (我的报名)": ['查一下我的报名', '我名下的活动有哪些'],
  'list: what I signed up for (我报了哪些)': ['我报名了哪些', '我都参加了什么'],
  'list: how many people (现在多少人)': ['护考现在多少人', '周六植树几个人了'],
  'list: places, other wordings (满员了吗)': ['护考满员了吗', '护考还能加人吗'],
  'list: whether somebody is on it (在不在名单里)': ['王芳在不在护考名单里', '名单里有没有陈静'],
  'list: whether somebody signed up (王芳报了吗)': ['王芳报名了吗', '陈静报上没'],
  'list: what activities there are (有什么活动)': ['周末有什么活动', '还有哪些可以报名的活动'],
  'list: the activities of a time (本周活动)': ['本周活动', '看看近期的活动列表'],
  'register: the word for it (报名)': ['报名 6月9日护考', '帮王芳、陈静报名'],
  'register: the word for it, at the end (植树报名)': ['周六植树报名', '6月9日护考报个名'],
  'register: for somebody (帮王芳报)': ['帮王芳报周六植树', '给我报6月9日的护考'],
  'register: 报 alone (报两个)': ['护考，报2人', '也报一下'],
  'register: 报 behind the one who goes (我报周六的)': ['我报周六的', '王芳也报6月9日'],
  'register: 报 before the activity (我报植树)': ['6月9日我报护考', '我们报植树，周六'],
  'register: added to a list (算我一个)': ['周六植树算我一个', '周六植树记上我'],
  'register: a name to be written down (把王芳写上)': ['把王芳写上', '把我和陈静加进护考'],
  'register: entered (登记一下)': ['周六植树登记一下', '护考帮王芳登记'],
  'register: signed up, short (报上, 我选周六)': ['护考报上吧', '巡河我选周六'],
  'register: a number and nothing else (+2)': ['+2', '王芳 +1'],
  'register: a number behind the activity (植树+1)': ['植树+1', '周六巡河 +2'],
  'register: a place to be kept (给我留个名额)': ['周六植树给我留个名额', '护考给王芳占个位置'],
  'register: a name, a day and the activity (王芳，6月6日植树)': ['王芳，6月6日植树', '6月6日护考 李强、陈静'],
  'register: somebody spoken of wants to go (王芳开会呢，她也报植树)': [
    '王芳开会呢，她也报植树',
    '李强手机没电，他要报周六护考',
  ],
  'register: taken on by those named (王芳和李强包了)': ['周六护考，王芳和李强包了', '6月9日巡河我们包圆了'],
  'register: those named will be there (植树 6月6日 王芳到)': ['植树 6月6日 王芳到', '护考 6月7日 王芳、李强准时到'],
  'register: goes (我去, 我参加)': ['周六植树我去', '6月9日护考我参加'],
  'register: goes with somebody (我和王芳)': ['6月9日护考 我和王芳', '周六巡河，我带孩子'],
  'register: is there (有我)': ['有我，6月9日护考', '6月9日护考：我、王芳'],
  'register: one more (我一个)': ['护考 我一个', '植树 算我一个'],
};

describe('rules of intent', () => {
  it('each has a name of its own and examples', () => {
    const names = RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(EXAMPLES).sort()).toEqual([...names].sort());
    expect(Object.values(EXAMPLES).every((sentences) => sentences.length >= 2)).toBe(true);
  });

  describe.each(RULES)('$name', (rule) => {
    it.each(EXAMPLES[rule.name] ?? [])('%s', (sentence) => {
      expect(createMatcher([rule])(readFacts(normalise(sentence).text, [])).map(({ intent }) => intent)).toEqual([
        rule.intent,
      ]);
      expect(rule.name.startsWith(`${rule.intent}: `)).toBe(true);
    });
  });
});
