import { describeClasses } from './classes.ts';

describeClasses('recurring', [
  {
    name: 'days of a month by tens and halves',
    examples: [
      [
        'create_activity',
        '8月上半月清河行动',
        {
          dates: [
            '2026-08-01',
            '2026-08-02',
            '2026-08-03',
            '2026-08-04',
            '2026-08-05',
            '2026-08-06',
            '2026-08-07',
            '2026-08-08',
            '2026-08-09',
            '2026-08-10',
            '2026-08-11',
            '2026-08-12',
            '2026-08-13',
            '2026-08-14',
            '2026-08-15',
          ],
        },
      ],
      [
        'create_activity',
        '7月中旬防汛巡查，东湖大堤',
        {
          dates: [
            '2026-07-11',
            '2026-07-12',
            '2026-07-13',
            '2026-07-14',
            '2026-07-15',
            '2026-07-16',
            '2026-07-17',
            '2026-07-18',
            '2026-07-19',
            '2026-07-20',
          ],
        },
      ],
      [
        'create_activity',
        '下个月下旬开展健康讲座',
        {
          dates: [
            '2026-07-21',
            '2026-07-22',
            '2026-07-23',
            '2026-07-24',
            '2026-07-25',
            '2026-07-26',
            '2026-07-27',
            '2026-07-28',
            '2026-07-29',
            '2026-07-30',
            '2026-07-31',
          ],
        },
      ],
    ],
  },
  {
    name: 'weekdays counted out in a month',
    examples: [
      ['create_activity', '本月最后一个周五 读书会 图书馆', { dates: ['2026-06-26'] }],
      ['create_activity', '下个月第一个周六 植树 东山 30人', { dates: ['2026-07-04'] }],
      ['create_activity', '7月第二个星期天 清河', { dates: ['2026-07-12'] }],
      ['create_activity', '6月的第三个周三下午2点 手机课 社区教室', { dates: ['2026-06-17'] }],
    ],
  },
  {
    name: 'what comes again every week',
    examples: [
      [
        'create_activity',
        '每周五 下午2点 英语角 社区中心',
        { dates: ['2026-06-05'], recurrence: { every: 'week', weekdays: [5] } },
      ],
      [
        'create_activity',
        '每周二、四晚7点 广场舞教学',
        { dates: ['2026-06-04', '2026-06-09'], recurrence: { every: 'week', weekdays: [2, 4] } },
      ],
      [
        'create_activity',
        '每周一三五早7点 护学岗 实验小学',
        { dates: ['2026-06-03', '2026-06-05', '2026-06-08'], recurrence: { every: 'week', weekdays: [1, 3, 5] } },
      ],
      ['create_activity', '每逢周六 图书整理', { dates: ['2026-06-06'], recurrence: { every: 'week', weekdays: [6] } }],
      [
        'create_activity',
        '每周末 图书馆值班',
        { dates: ['2026-06-06', '2026-06-07'], recurrence: { every: 'week', weekdays: [6, 7] } },
      ],
      [
        'create_activity',
        '每周一至周五 护学岗',
        {
          dates: ['2026-06-03', '2026-06-04', '2026-06-05', '2026-06-08', '2026-06-09'],
          recurrence: { every: 'week', weekdays: [1, 2, 3, 4, 5] },
        },
      ],
    ],
  },
  {
    name: 'what comes again every other week',
    examples: [
      [
        'create_activity',
        '每隔一周的周三 理发 敬老院',
        { dates: ['2026-06-03'], recurrence: { every: 'two_weeks', weekdays: [3] } },
      ],
      [
        'create_activity',
        '隔周周六 清洁日 人民公园',
        { dates: ['2026-06-06'], recurrence: { every: 'two_weeks', weekdays: [6] } },
      ],
      [
        'create_activity',
        '每两周周日 义诊 卫生站',
        { dates: ['2026-06-07'], recurrence: { every: 'two_weeks', weekdays: [7] } },
      ],
      [
        'create_activity',
        '双周周四 读书会',
        { dates: ['2026-06-04'], recurrence: { every: 'two_weeks', weekdays: [4] } },
      ],
    ],
  },
  {
    name: 'what comes again every month',
    examples: [
      [
        'create_activity',
        '每月第一个周一 例行巡查',
        { dates: ['2026-07-06'], recurrence: { every: 'month', weekdays: [1], nth: 1 } },
      ],
      [
        'create_activity',
        '每月最后一个周日 河道清理',
        { dates: ['2026-06-28'], recurrence: { every: 'month', weekdays: [7], nth: -1 } },
      ],
      [
        'create_activity',
        '每月15号 免费磨刀 小区门口',
        { dates: ['2026-06-15'], recurrence: { every: 'month', dates: [15] } },
      ],
      [
        'create_activity',
        '每月1号、15号 义务理发',
        { dates: ['2026-06-15', '2026-07-01'], recurrence: { every: 'month', dates: [1, 15] } },
      ],
      ['create_activity', '每月月底 大扫除', { dates: ['2026-06-30'], recurrence: { every: 'month', dates: [31] } }],
    ],
  },
  {
    name: 'every such weekday of a month or a range',
    examples: [
      [
        'create_activity',
        '8月每周三晚上 露天电影',
        { dates: ['2026-08-05', '2026-08-12', '2026-08-19', '2026-08-26'], recurrence: undefined },
      ],
      [
        'create_activity',
        '7月1日到7月31日每周六 游泳池值守',
        { dates: ['2026-07-04', '2026-07-11', '2026-07-18', '2026-07-25'], recurrence: undefined },
      ],
      [
        'create_activity',
        '7月每周五 夜市巡逻',
        { dates: ['2026-07-03', '2026-07-10', '2026-07-17', '2026-07-24', '2026-07-31'], recurrence: undefined },
      ],
    ],
  },
  {
    name: 'meetings that come again',
    examples: [
      [
        'meeting_create',
        '每周三18:30例会',
        { weekly: 3, recurrence: { every: 'week', weekdays: [3] }, dates: undefined },
      ],
      [
        'meeting_create',
        '隔周周五下午碰头会',
        { weekly: undefined, recurrence: { every: 'two_weeks', weekdays: [5] }, dates: ['2026-06-05'] },
      ],
      [
        'meeting_create',
        '每月第一个周一下午3点开支委会',
        { weekly: undefined, recurrence: { every: 'month', weekdays: [1], nth: 1 }, dates: ['2026-07-06'] },
      ],
    ],
  },
  {
    name: 'periods',
    examples: [
      ['summary', '第三季度工作总结', { period: ['2025-07-01', '2025-09-30'] }],
      ['summary', '去年四季度总结', { period: ['2025-10-01', '2025-12-31'] }],
      ['summary', '上半年总结', { period: ['2026-01-01', '2026-06-30'] }],
      ['summary', '2025年下半年志愿服务总结', { period: ['2025-07-01', '2025-12-31'] }],
      ['summary', '6月上旬的周报', { period: ['2026-06-01', '2026-06-10'] }],
      ['summary', '今年的工作总结 明天书记要看', { period: ['2026-01-01', '2026-12-31'] }],
      ['points', '最近三个月的时长', { period: ['2026-03-03', '2026-06-03'] }],
      ['points', '近两周我的积分', { period: ['2026-05-20', '2026-06-03'] }],
    ],
  },
]);
