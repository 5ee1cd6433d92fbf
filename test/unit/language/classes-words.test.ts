import { describeClasses } from './classes.ts';

describeClasses('words', [
  {
    name: 'the activity among talk',
    examples: [
      ['register', '听说周六有旧书交换，算我一个', { keyword: '旧书交换' }],
      ['register', '不好意思各位，周六亲子阅读我报名', { keyword: '亲子阅读' }],
      ['register', '刚到家😴周六冬衣分拣我报名', { keyword: '冬衣分拣' }],
      ['cancel', '周五法律咨询撞上加班，我先退了', { keyword: '法律咨询' }],
      ['cancel', '不好意思各位，周六亲子阅读临时有事来不了', { keyword: '亲子阅读' }],
      ['cancel', '身体不舒服，周六环湖健步走请帮我取消', { keyword: '环湖健步走' }],
    ],
  },
  {
    name: 'the activity among words that publish it',
    examples: [
      ['create_activity', '组织一次饺子宴，12月21日10:30开始，老街坊食堂，帮手要6至8个', { keyword: '饺子宴' }],
      ['create_activity', '开个口子让大家报：6月20日校园开放日引路，要30个', { keyword: '校园开放日引路' }],
      ['create_activity', '上个新的：6月24号手语课，下午两点到四点，教三201，收15个', { keyword: '手语课' }],
      ['create_activity', '我想办个旧物改造工坊，周六下午，青年之家，15个名额', { keyword: '旧物改造工坊' }],
      ['create_activity', '6月6日上午在中心公园组织放风筝，名额30', { keyword: '放风筝' }],
    ],
  },
  {
    name: 'the activity on a form',
    examples: [
      [
        'register',
        '报名\n姓名：尉迟刚\n活动：雪天清路\n时间：6月6日7时20分\n电话：13800002001',
        { keyword: '雪天清路', people: ['尉迟刚'], phones: { 尉迟刚: '13800002001' } },
      ],
      [
        'register',
        '报名表\n活动名称：环湖健步走\n姓名：王芳\n手机：13800002002',
        { keyword: '环湖健步走', people: ['王芳'], phones: { 王芳: '13800002002' } },
      ],
      [
        'register',
        '项目：旧书交换\n报名人：高兴\n联系电话：13800002003',
        { keyword: '旧书交换', people: ['高兴'], phones: { 高兴: '13800002003' } },
      ],
    ],
  },
  {
    name: 'rooms, halls and stretches of road',
    examples: [
      ['create_activity', '周六晚上七点 住院部12楼 病友联欢', { place: '住院部12楼' }],
      ['create_activity', '周六 行政楼305 志愿者培训', { place: '行政楼305' }],
      ['create_activity', '周六 教三201 手语课', { place: '教三201' }],
      ['create_activity', '周六 8点 擦护栏 八一路北段 要10人', { place: '八一路北段' }],
      ['create_activity', '周六 防汛装沙袋 8点 柳河大堤3号闸', { place: '柳河大堤3号闸' }],
      ['create_activity', '周六 3号楼2单元门口 楼道刷墙', { place: '3号楼2单元门口' }],
    ],
  },
  {
    name: 'labelled places',
    examples: [
      ['create_activity', '【招募】摘柿子\n时间：周六8点\n集合：马家坳村口\n人数：12名', { place: '马家坳村口' }],
      ['meeting_change', '周五的骨干会挪到下周二晚上，地点改在一楼大厅', { place: '一楼大厅' }],
      ['register', '周六垃圾分类督导，地点：阳光小区东门', { place: '阳光小区东门' }],
    ],
  },
  {
    name: 'who asks for helpers',
    examples: [
      ['demand', '残联需手语翻译2名 周六', { place: '残联', keyword: '手语翻译' }],
      ['demand', '肿瘤科问咱能不能出3个人，周三下午陪病人折纸', { place: '肿瘤科', keyword: '陪病人折纸' }],
      ['demand', '聋校6月8号想跟咱借两位手语翻译', { place: '聋校', keyword: '手语翻译' }],
      ['demand', '急诊科求4个推轮椅的，周五', { place: '急诊科', keyword: '推轮椅' }],
      ['demand', '幸福里社区周六缺6个人布置会场', { place: '幸福里社区', keyword: '布置会场' }],
      ['demand', '育才小学求助：6/9-6/11放学护路缺人，每天5-7人', { place: '育才小学', keyword: '放学护路' }],
    ],
  },
  {
    name: 'documents',
    examples: [
      ['application', '我来交一下志愿者注册表', { doc: '志愿者注册表', people: undefined }],
      ['application', '替谷雨交个换岗申请', { doc: '换岗申请', people: ['谷雨'] }],
      ['application', '交一下王芳的思想汇报', { doc: '思想汇报', people: ['王芳'] }],
      ['application', '提交入党申请书', { doc: '入党申请书', people: undefined }],
    ],
  },
  {
    name: 'rows of a 接龙',
    examples: [
      [
        'jielong',
        '接龙～今晚7点15维持秩序\n①高兴 13800002004\n②陆鸣\n③周一鸣',
        { people: ['高兴', '陆鸣', '周一鸣'], count: undefined },
      ],
      [
        'jielong',
        '#接龙\n剪纸 6月11日 上午9点\n1.贾秀兰（带老伴）\n2 邓双喜\n3、、谷雨 我自己带剪刀\n5. 司徒兰',
        { people: ['贾秀兰', '邓双喜', '谷雨', '司徒兰'], count: 5 },
      ],
      [
        'jielong',
        '接龙 装沙袋（12号后晌）\n1—胡德山\n2—岳长河\n3—王满仓 带仨儿子',
        { people: ['胡德山', '岳长河', '王满仓'], count: 6 },
      ],
      [
        'jielong',
        '接龙：6.7摘柿子 早7点村头上车\n1.令狐珍\n2.皇甫贵 不坐车\n3.钱满堂 两口子',
        { people: ['令狐珍', '皇甫贵', '钱满堂'], count: 4 },
      ],
    ],
  },
]);
