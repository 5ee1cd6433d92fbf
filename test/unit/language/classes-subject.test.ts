import { describeClasses } from './classes.ts';

describeClasses('what and who it is about', [
  {
    name: 'names of activities that hold words of orders',
    examples: [
      ['register', '捐书会 6月20日 报名', { keyword: '捐书会' }],
      ['register', '旧衣捐赠站周六缺人，我去', { keyword: '旧衣捐赠站' }],
      ['register', '捐衣日 6月20日 算我一个', { keyword: '捐衣日' }],
    ],
  },
  {
    name: 'a festival that is only the day',
    examples: [
      ['register', '端午那天的龙舟补给我报了', { keyword: '龙舟补给', dates: ['2026-06-19'] }],
      ['demand', '图书馆国庆10月1日到3日缺6位整理书架的志愿者', { place: '图书馆', keyword: '整理书架', count: 6 }],
      ['register', '元宵那天的灯谜摊我报名', { keyword: '灯谜摊', dates: ['2027-02-20'] }],
    ],
  },
  {
    name: 'the activity beside reasons',
    examples: [
      ['register', '社区的夏夜电影缺放映员，11号我去', { keyword: '夏夜电影' }],
      ['cancel', '单位突然排班，周六植树我去不了了', { keyword: '植树' }],
      ['register', '擦站台 6月20日 我去，抹布自己带', { keyword: '擦站台' }],
      ['cancel', '后天擦站台我上不了，对不住各位', { keyword: '擦站台' }],
      [
        'log_service',
        '漏了一场：昨天擦站台17个人，每人2.5小时，补进去吧',
        { keyword: '擦站台', count: 17, hours: 2.5 },
      ],
      ['register', '开学头一天 9月1号 校车跟车 我去，报上', { keyword: '校车跟车' }],
    ],
  },
  {
    name: 'who asks for help and for what',
    examples: [
      ['demand', '区残联需要三名志愿者，6月11日上午10点，陪逛公园', { place: '区残联', keyword: '陪逛公园', count: 3 }],
      ['demand', '需求：青石护林站 6月8日 搬物资 要10个人', { place: '青石护林站', keyword: '搬物资', count: 10 }],
      [
        'demand',
        '申请志愿者支持：少年宫 6月17日 艺术节看展台 需12人',
        { place: '少年宫', keyword: '艺术节看展台', count: 12 },
      ],
      ['demand', '残联想借轮椅推手十位，6月14号去海洋馆', { place: '残联', count: 10 }],
      ['demand', '育红小学求助：6月14日科技节，需要6个引导员', { place: '育红小学', count: 6, keyword: '科技节' }],
    ],
  },
  {
    name: 'who gives',
    examples: [
      ['log_donation', '好邻居超市昨天送来方便面20箱，登记一下', { people: ['好邻居超市'], self: false }],
      [
        'log_donation',
        '康乐诊所给敬老饭赞助了血压计3台，录一下捐赠',
        { people: ['康乐诊所'], items: [{ item: '血压计', qty: 3, unit: '台' }] },
      ],
      [
        'log_donation',
        '周三收到惠民超市棉被八十床',
        { people: ['惠民超市'], items: [{ item: '棉被', qty: 80, unit: '床' }] },
      ],
      ['log_donation', '云峰滑雪场捐热水袋30个', { people: ['云峰滑雪场'] }],
      ['log_donation', '雷鸣捐助两千块给困难学生', { people: ['雷鸣'], amount: 2000 }],
    ],
  },
  {
    name: 'one each, and fewer',
    examples: [
      ['register', '周六写福字，我一个，我徒弟李静一个', { people: ['李静'], count: 2, self: true }],
      ['cancel', '周六植树减俩：公孙梅，还有她同学', { count: 2, people: ['公孙梅'] }],
      ['cancel', '周六义卖少报一个，严冬家里有事，我还去', { count: 1, people: ['严冬'], self: false }],
    ],
  },
  {
    name: 'papers and meetings by their general names',
    examples: [
      ['application', '报销单填完了，递交', { doc: '报销单', self: true }],
      ['application', '星级评定表填完了，提交一下', { doc: '星级评定表' }],
      ['meeting_minutes', '6月1日年度计划会会议纪要 参会：王芳、李强', { keyword: '年度计划会' }],
    ],
  },
]);
