import { describeClasses } from './classes.ts';

describeClasses('which day is meant', [
  {
    name: 'refused days among those named before',
    examples: [
      ['register', '周末采茶，周六我行，周日不行', { dates: ['2026-06-06'], keyword: '采茶' }],
      ['register', '12号、14号植树我看都招人，我14号去，12号上班，记一天', { dates: ['2026-06-14'] }],
      ['register', '6号7号都缺人吗？6号我得陪床，7号植树报我', { dates: ['2026-06-07'] }],
      ['register', '周日不行，周六我可以，植树写上我', { dates: ['2026-06-06'] }],
      ['cancel', '跟拍13号那天取消，12号还是去的', { dates: ['2026-06-13'] }],
    ],
  },
  {
    name: 'a day taken back for another',
    examples: [
      ['cancel', '下周三…哦不对，下周四植树我去不了', { dates: ['2026-06-11'] }],
      ['register', '报名周六植树，说错了，是周日', { dates: ['2026-06-07'] }],
      ['register', '不是8号，是9号，植树算我一个', { dates: ['2026-06-09'] }],
    ],
  },
  {
    name: 'the day a meeting leaves',
    examples: [
      [
        'meeting_change',
        '排班会改到周四晚8点，周三不开了',
        { from: ['2026-06-03'], dates: ['2026-06-04'], time: ['20:00'] },
      ],
      ['meeting_change', '复盘会 6.10→6.12', { from: ['2026-06-10'], dates: ['2026-06-12'] }],
      ['meeting_change', '周五的协调会取消，改周六上午', { from: ['2026-06-05'], dates: ['2026-06-06'] }],
    ],
  },
  {
    name: 'numbers beside days',
    examples: [
      ['register', '端午给5号艇递水，我报名', { dates: ['2026-06-19'] }],
      [
        'demand',
        '中山路26号独居老人家窗户坏了，急需2名志愿者，明天上午上门',
        { dates: ['2026-06-04'], place: '中山路26号独居老人家' },
      ],
      ['register', '22号楼栋消杀报我', { dates: ['2026-06-22'], keyword: '楼栋消杀' }],
      [
        'create_activity',
        '发布护考，6月7、8、9三天，每天8:00，一中门口，10人',
        { dates: ['2026-06-07', '2026-06-08', '2026-06-09'], place: '一中门口', count: 10 },
      ],
    ],
  },
  {
    name: 'names of days beside a day',
    examples: [
      ['create_activity', '组织6·26禁毒宣传，上午9:30，文化广场，6人', { dates: ['2026-06-26'], keyword: '禁毒宣传' }],
      ['create_activity', '发布5·18博物馆日讲解 6月20日 9:00 市博物馆 5人', { dates: ['2026-06-20'] }],
      ['create_activity', '发布3·15咨询 6月20日 9:00 文化广场 5人', { dates: ['2026-06-20'] }],
    ],
  },
  {
    name: 'festivals in a donation',
    examples: [
      ['log_donation', '母亲节我给敬老院捐了50支护手霜', { dates: ['2026-05-10'], self: true }],
      ['log_donation', '重阳慰问品 苹果20箱，捐赠登记', { dates: undefined }],
      ['log_donation', '收到爱心款 春节慰问金 2000元', { dates: undefined, amount: 2000 }],
    ],
  },
  {
    name: 'the part of the day said before',
    examples: [
      ['log_service', '补一下昨晚巡逻的工时，6点到9点半，我3.5小时', { time: ['18:00', '21:30'] }],
      ['meeting_change', '今晚例会提前到七点三刻', { time: ['19:45'] }],
      ['register', '6月20日早餐车 5:40集合 我去', { time: ['05:40'] }],
    ],
  },
]);
