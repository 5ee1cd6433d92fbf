import { describeClasses } from './classes.ts';

describeClasses('names wherever they stand', [
  {
    name: 'alone between signs, by no usual name',
    examples: [
      ['register', '彭湃，6月20号植树', { people: ['彭湃'], keyword: '植树', self: false }],
      ['register', '报名！云朵！6月20号植树！', { people: ['云朵'], keyword: '植树' }],
      ['register', '6月20号植树 郝运 报名', { people: ['郝运'], keyword: '植树' }],
      ['register', '报名周六植树，何小满', { people: ['何小满'], keyword: '植树' }],
      ['log_service', '补登昨天植树 江晚3小时', { people: ['江晚'], hours: 3 }],
      ['log_service', '登记时长 6月1日 植树 时光 2h', { people: ['时光'], hours: 2 }],
      ['checkin', '到岗：卢小满，问询台', { people: ['卢小满'] }],
      ['meeting_leave', '周五例会告缺：许仙', { people: ['许仙'] }],
    ],
  },
  {
    name: 'of whom one clause tells and the next asks',
    examples: [
      ['register', '陈岚手机没电了，他也报周六植树', { people: ['陈岚'], keyword: '植树', self: false }],
      ['checkin', '金秋已到，替她签到', { people: ['金秋'], self: false }],
      ['checkin', '白桦在停车，帮他签到', { people: ['白桦'], self: false }],
      ['cancel', '江海8号要补课，植树别算她了', { people: ['江海'], keyword: '植树', self: false }],
      ['meeting_leave', '筹备会乔一要请假，他值夜班', { people: ['乔一'], self: false }],
    ],
  },
  {
    name: 'who is there and who leaves',
    examples: [
      ['checkin', '孟三到，植树签到', { people: ['孟三'], keyword: '植树', self: false }],
      ['checkout', '时光下岗签退', { people: ['时光'] }],
      ['register', '周六植树王芳来', { people: ['王芳'] }],
    ],
  },
  {
    name: 'told by the family',
    examples: [
      ['register', '给我妈占个位子周六植树，她叫韩玉兰', { people: ['韩玉兰'], self: false }],
      ['register', '我女儿想参加周六植树，大名成小雨，帮报', { people: ['成小雨'], self: false }],
      ['register', '周六包粽子，欧阳晴家四口人，代报', { people: ['欧阳晴'], count: 4 }],
    ],
  },
  {
    name: 'given names that end in 来',
    examples: [
      ['register', '报名周六植树，冯春来', { people: ['冯春来'] }],
      ['log_service', '昨天植树，赵金来5小时', { people: ['赵金来'] }],
      ['register', '报名周六植树 孙福来', { people: ['孙福来'] }],
    ],
  },
  {
    name: 'beside a sum of money',
    examples: [
      ['log_donation', '爱心人士万里昨天转来3000元', { people: ['万里'], amount: 3000, self: false }],
      ['log_donation', '捐款登记 唐果200 石头300 合计500元', { people: ['唐果', '石头'], amount: 500, self: false }],
      ['log_donation', '登记捐款：方圆2000元，万里八百元', { people: ['方圆', '万里'], amount: 2800 }],
    ],
  },
  {
    name: 'words that are names among others',
    examples: [
      ['meeting_minutes', '6月1日理事会纪要 参会：周全、温暖、安静', { people: ['周全', '温暖', '安静'] }],
      ['points', '帮我看看江海和时光的积分', { people: ['江海', '时光'] }],
      [
        'jielong',
        '#接龙 周六植树\n1、时光 一家三口\n2. 包明\n3. 平安（带2个学生）',
        { people: ['时光', '包明', '平安'], count: 7 },
      ],
    ],
  },
  {
    name: 'of whom something is withdrawn',
    examples: [
      ['cancel', '取消 周日献血车引导 安宁的', { people: ['安宁'], self: false }],
      ['cancel', '撤销白天6号植树的报名', { people: ['白天'], self: false }],
      ['cancel', '撤回向阳6号护考的名额', { people: ['向阳'], self: false }],
    ],
  },
  {
    name: 'words between signs that are no names',
    examples: [
      ['register', '高压锅，带上，周六包粽子我去', { people: undefined }],
      ['register', '周六植树，平安到家，报名', { people: undefined }],
      ['register', '周六包汤圆我报名', { people: undefined, keyword: '包汤圆' }],
      ['log_donation', '收 汤圆 20盒，捐的', { people: undefined }],
    ],
  },
]);
