import { describeClasses } from './classes.ts';

describeClasses('quantities', [
  {
    name: 'family and pairs',
    examples: [
      ['register', '周六植树爷儿俩报名', { count: 2 }],
      ['register', '周六植树娘仨报名', { count: 3 }],
      ['register', '周六植树老两口都去', { count: 2 }],
      ['register', '周六植树夫妻二人报名', { count: 2 }],
      ['register', '周六植树两大一小', { count: 3 }],
      ['register', '周六植树一家四口', { count: 4 }],
    ],
  },
  {
    name: 'who comes along',
    examples: [
      ['register', '周六植树我带2个家属', { count: 3, companions: 2 }],
      ['register', '周六植树我和两个同事报名', { count: 3, companions: 2 }],
      ['register', '周六植树带俩娃', { count: 3, companions: 2 }],
      ['register', '周六植树我爸妈和我都去', { count: 3, companions: 2 }],
      ['register', '帮赵老师和她爱人报名周六植树', { count: 2, companions: 1 }],
      ['log_service', '昨天给老人理发 我和老伴站了一上午', { count: 2, companions: undefined }],
    ],
  },
  {
    name: 'plus and minus',
    examples: [
      ['register', '周六植树+1', { count: 1 }],
      ['register', '周六植树王芳+1', { count: 2 }],
      ['register', '加二 我和孩儿他爸', { count: 2 }],
      ['cancel', '周六植树减2人', { count: 2 }],
      ['cancel', '周六植树去掉一个，原来3人', { count: 1 }],
    ],
  },
  {
    name: 'places and helpers without 人',
    examples: [
      ['create_activity', '发布 植树 周六 要15个', { count: 15 }],
      ['create_activity', '发布 植树 周六 最多收25个', { count: 25 }],
      ['create_activity', '发布 植树 周六 40个座位', { count: 40 }],
      ['create_activity', '发布 植树 周六 每场要5个帮忙的', { count: 5 }],
      ['demand', '急诊科周六求4个推轮椅的', { count: 4 }],
      ['create_activity', '发布 植树 周六 名额：1.2万', { count: 12000 }],
    ],
  },
  {
    name: 'spans are no number',
    examples: [
      ['create_activity', '发布 植树 周六 需要8-10人', { count: undefined }],
      ['register', '周六植树我们十来个人', { count: undefined }],
      ['create_activity', '发布 植树 周六 三五个人就行', { count: undefined }],
    ],
  },
  {
    name: 'who served',
    examples: [
      ['log_service', '昨天植树来了12个，一人2小时', { count: 12, hours: 2 }],
      ['log_service', '昨天植树我们8个人，每人2小时', { count: 8, hours: 2 }],
      ['log_service', '昨天植树 15人 各3小时', { count: 15, hours: 3 }],
    ],
  },
  {
    name: 'goods in either order',
    examples: [
      ['log_donation', '捐50本书给希望小学', { items: [{ item: '书', qty: 50, unit: '本' }] }],
      [
        'log_donation',
        '我捐二百斤白面五桶花生油给敬老院包饺子用',
        {
          items: [
            { item: '白面', qty: 200, unit: '斤' },
            { item: '花生油', qty: 5, unit: '桶' },
          ],
        },
      ],
      [
        'log_donation',
        '收到口罩10盒和酒精20瓶，仁爱药店捐赠',
        {
          items: [
            { item: '口罩', qty: 10, unit: '盒' },
            { item: '酒精', qty: 20, unit: '瓶' },
          ],
        },
      ],
      [
        'log_donation',
        '收到 西街粮油店 捐 矿泉水 四十提 方便面 十八箱',
        {
          items: [
            { item: '矿泉水', qty: 40, unit: '提' },
            { item: '方便面', qty: 18, unit: '箱' },
          ],
        },
      ],
      ['log_donation', '阳光幼儿园捐赠旧衣服三大包', { items: [{ item: '旧衣服', qty: 3, unit: '包' }] }],
    ],
  },
  {
    name: 'goods with more words around',
    examples: [
      [
        'log_donation',
        '熬粥用的红枣三十斤 江米五十斤 我捐了',
        {
          items: [
            { item: '红枣', qty: 30, unit: '斤' },
            { item: '江米', qty: 50, unit: '斤' },
          ],
        },
      ],
      ['log_donation', '我这儿两箱绘本给儿科，记个捐赠', { items: [{ item: '绘本', qty: 2, unit: '箱' }] }],
      ['log_donation', '捐给敬老院牛奶10箱', { items: [{ item: '牛奶', qty: 10, unit: '箱' }] }],
      [
        'log_donation',
        '大学城书店送来笔记本120本、中性笔300支',
        {
          items: [
            { item: '笔记本', qty: 120, unit: '本' },
            { item: '中性笔', qty: 300, unit: '支' },
          ],
        },
      ],
      [
        'log_donation',
        '恒大超市捐赠84消毒液10桶、N95口罩200只',
        {
          items: [
            { item: '84消毒液', qty: 10, unit: '桶' },
            { item: 'N95口罩', qty: 200, unit: '只' },
          ],
        },
      ],
      ['log_donation', '李强捐赠价值500元的文具', { items: [{ item: '文具' }] }],
    ],
  },
  {
    name: 'money',
    examples: [
      ['log_donation', '王芳捐了五百', { amount: 500 }],
      ['log_donation', '尉迟林转了五百块给病友基金', { amount: 500 }],
      ['log_donation', '李强、王芳各捐200元', { amount: 400 }],
      ['log_donation', '收到李强捐款1.5万元', { amount: 15000 }],
      ['log_donation', '李强微信转了200元善款', { amount: 200 }],
    ],
  },
  {
    name: 'goods counted in 块 are no money',
    examples: [
      [
        'log_donation',
        '阳光超市捐香皂10块给敬老院',
        { amount: undefined, items: [{ item: '香皂', qty: 10, unit: '块' }] },
      ],
      [
        'log_donation',
        '王芳捐毛巾20条、肥皂30块',
        {
          amount: undefined,
          items: [
            { item: '毛巾', qty: 20, unit: '条' },
            { item: '肥皂', qty: 30, unit: '块' },
          ],
        },
      ],
      ['log_donation', '收到肥皂15块，李强捐的', { amount: undefined, items: [{ item: '肥皂', qty: 15, unit: '块' }] }],
    ],
  },
]);
