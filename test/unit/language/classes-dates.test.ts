import { describeClasses } from './classes.ts';

describeClasses('dates', [
  {
    name: 'lunar days',
    examples: [
      ['register', '报名农历八月十五的敬老慰问', { dates: ['2026-09-25'] }],
      ['register', '腊月二十三送灶粮我参加', { dates: ['2027-01-30'] }],
      ['register', '正月初五庙会我报名', { dates: ['2027-02-10'] }],
      ['register', '阴历七月初七相亲会 报名', { dates: ['2026-08-19'] }],
      ['register', '九月初九重阳登高算我一个', { dates: ['2026-10-18'] }],
      ['register', '大年初三庙会值守 我报', { dates: ['2027-02-08'] }],
      ['register', '年三十值班我来', { dates: ['2027-02-05'] }],
    ],
  },
  {
    name: 'ranges over the end of a month or a year',
    examples: [
      ['register', '6月30日至7月2日护考 我报名', { dates: ['2026-06-30', '2026-07-01', '2026-07-02'] }],
      [
        'register',
        '12月30日-1月2日 跨年值守 报名',
        { dates: ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'] },
      ],
      ['register', '6.28-7.1 志愿周 报名', { dates: ['2026-06-28', '2026-06-29', '2026-06-30', '2026-07-01'] }],
      [
        'register',
        '6月28号到30号，7月2号，文明岗我报名',
        { dates: ['2026-06-28', '2026-06-29', '2026-06-30', '2026-07-02'] },
      ],
    ],
  },
  {
    name: 'lists of days',
    examples: [
      ['register', '报名6/6、6/7两天的书展', { dates: ['2026-06-06', '2026-06-07'] }],
      ['register', '6-6、6-7书展我都来', { dates: ['2026-06-06', '2026-06-07'] }],
      ['register', '周五到周日书展我都去', { dates: ['2026-06-05', '2026-06-06', '2026-06-07'] }],
      ['register', '下周一到下周三路口引导 报名', { dates: ['2026-06-08', '2026-06-09', '2026-06-10'] }],
      ['register', '下周一、三、五路口引导 报名', { dates: ['2026-06-08', '2026-06-10', '2026-06-12'] }],
      ['register', '本月28号，下月3号，文明岗', { dates: ['2026-06-28', '2026-07-03'] }],
    ],
  },
  {
    name: 'days near today',
    examples: [
      ['register', '明后两天护考我都来', { dates: ['2026-06-04', '2026-06-05'] }],
      ['register', '今明后三天我都在', { dates: ['2026-06-03', '2026-06-04', '2026-06-05'] }],
      ['register', '后天大后天都行 采茶', { dates: ['2026-06-05', '2026-06-06'] }],
      ['register', '三天后的清河我去', { dates: ['2026-06-06'] }],
      ['register', '一周后护考报名', { dates: ['2026-06-10'] }],
      ['register', '这两个周六清河我都去', { dates: ['2026-06-06', '2026-06-13'] }],
      ['register', '接下来三个周日送餐 我报名', { dates: ['2026-06-07', '2026-06-14', '2026-06-21'] }],
    ],
  },
  {
    name: 'a day said twice',
    examples: [
      ['register', '6月6日（周六）植树 报名', { dates: ['2026-06-06'], warnings: undefined }],
      ['register', '6月6日【周六】植树 报名', { dates: ['2026-06-06'], warnings: undefined }],
      ['register', '周六，也就是6月6号，护考 报名', { dates: ['2026-06-06'], warnings: undefined }],
      ['register', '后天（周五）护考 报名', { dates: ['2026-06-05'], warnings: undefined }],
      ['register', '6月7日 6月14日 两个星期天 植树 报名', { dates: ['2026-06-07', '2026-06-14'], warnings: undefined }],
    ],
  },
  {
    name: 'a day said twice that cannot be',
    examples: [
      ['register', '6月6日周日植树 报名', { dates: ['2026-06-06'], warnings: ['6月6日是周六，不是周日'] }],
      ['register', '6.6（星期日）植树 报名', { dates: ['2026-06-06'], warnings: ['6月6日是周六，不是周日'] }],
      ['register', '周六（6月7日）植树 报名', { dates: ['2026-06-07'], warnings: ['6月7日是周日，不是周六'] }],
      ['register', '后天也就是周六护考 报名', { dates: ['2026-06-05'], warnings: ['6月5日是周五，不是周六'] }],
    ],
  },
  {
    name: 'days written in other ways',
    examples: [
      ['register', '20260612 清河 报名', { dates: ['2026-06-12'] }],
      ['register', '26年6月12日 清河 报名', { dates: ['2026-06-12'] }],
      ['register', '二〇二六年六月十二日 清河 报名', { dates: ['2026-06-12'] }],
      ['register', '廿八号清河我报名', { dates: ['2026-06-28'] }],
      ['register', '6 月 1 2 日 清 河 报 名', { dates: ['2026-06-12'] }],
    ],
  },
  {
    name: 'the week or month named before the day',
    examples: [
      ['register', '下周的排练我只能来周二', { dates: ['2026-06-09'] }],
      ['register', '下周有空，周三和周五的护学岗都报我', { dates: ['2026-06-10', '2026-06-12'] }],
      ['register', '7月的护考，5号和7号我都来', { dates: ['2026-07-05', '2026-07-07'] }],
    ],
  },
  {
    name: 'of several days the one that is meant',
    examples: [
      ['register', '周六我要加班，周日可以，护考', { dates: ['2026-06-07'] }],
      ['register', '周五周六都行，我选周六', { dates: ['2026-06-06'] }],
      ['register', '周四的宣讲满员了，那我报周五那场', { dates: ['2026-06-05'] }],
      ['cancel', '周六照去，周日的退了', { dates: ['2026-06-07'] }],
      ['cancel', '12号、13号的书展，13号去不了了，12号不变', { dates: ['2026-06-13'] }],
      ['cancel', '12号13号我都报了，12号留着，13号给我撤了', { dates: ['2026-06-13'] }],
      ['cancel', '清河我周六能去 周日家里来亲戚 周日那天的退了吧', { dates: ['2026-06-07'] }],
    ],
  },
  {
    name: 'days gone by that only tell why',
    examples: [
      ['cancel', '昨天报的周六护考 取消', { dates: ['2026-06-06'] }],
      ['cancel', '昨儿夜里摔了一跤 周六的清河退了', { dates: ['2026-06-06'] }],
      ['register', '昨天漏看了，周六护考还能报吗？我报名', { dates: ['2026-06-06'] }],
    ],
  },
  {
    name: 'days around a festival',
    examples: [
      ['register', '端午前一天包粽子 报名', { dates: ['2026-06-18'], keyword: '包粽子' }],
      ['register', '端午节包粽子报名', { dates: ['2026-06-19'], keyword: '端午节包粽子' }],
      ['register', '元旦升旗报名', { dates: ['2027-01-01'], keyword: '元旦升旗' }],
    ],
  },
  {
    name: 'from one day to another meeting day',
    examples: [
      [
        'meeting_change',
        '周五的例会改到下周一下午三点',
        { from: ['2026-06-05'], dates: ['2026-06-08'], time: ['15:00'] },
      ],
      [
        'meeting_change',
        '例会改期，由周五挪到下周一上午十点半',
        { from: ['2026-06-05'], dates: ['2026-06-08'], time: ['10:30'] },
      ],
      [
        'meeting_change',
        '原定6月10日的支委会推迟到12日',
        { from: ['2026-06-10'], dates: ['2026-06-12'], time: undefined },
      ],
      ['meeting_change', '12号的复盘会黄了，都别来了', { from: ['2026-06-12'], dates: undefined, time: undefined }],
    ],
  },
]);
