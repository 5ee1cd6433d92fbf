import { describeClasses } from './classes.ts';

describeClasses('people', [
  {
    name: 'words that are names where somebody is acted for',
    examples: [
      ['register', '帮高兴报名周六植树', { people: ['高兴'], self: false }],
      ['register', '替何时报周六植树', { people: ['何时'], self: false }],
      ['register', '帮石榴占个名额 周六植树', { people: ['石榴'], self: false }],
      ['register', '给谷雨留个位置，周六植树', { people: ['谷雨'], self: false }],
      ['meeting_leave', '帮江河向周五例会告个假', { people: ['江河'], self: false }],
      ['application', '替方向交个换岗申请', { people: ['方向'], self: false }],
    ],
  },
  {
    name: 'words that are names beside the sender',
    examples: [
      ['register', '我和江河报名周六植树', { people: ['江河'], self: true }],
      ['register', '江河和我报名周六植树', { people: ['江河'], self: true }],
      ['register', '我、高兴、安静三个人，周六植树', { people: ['高兴', '安静'], self: true }],
      ['log_service', '昨天植树我和高兴站了两小时', { people: ['高兴'], self: true }],
    ],
  },
  {
    name: 'words that are names of whom something is said',
    examples: [
      ['cancel', '高兴去不了周六植树了', { people: ['高兴'] }],
      ['cancel', '江河那丫头周六植树来不了', { people: ['江河'] }],
      ['points', '安静今年干了多少小时', { people: ['安静'] }],
      ['points', '高兴那个时长给我查一下', { people: ['高兴'] }],
      ['list', '温暖报没报周六植树', { people: ['温暖'] }],
      ['meeting_leave', '高兴周五例会请假，出差', { people: ['高兴'] }],
      ['checkin', '高兴签到', { people: ['高兴'] }],
    ],
  },
  {
    name: 'words that are names in lists and with a phone',
    examples: [
      ['register', '周六植树，高兴、江河、安静都去', { people: ['高兴', '江河', '安静'] }],
      ['register', '算上高兴和安静，周六植树', { people: ['高兴', '安静'] }],
      ['log_service', '补录 昨天植树 高兴、江河、安静 各3小时', { people: ['高兴', '江河', '安静'] }],
      ['create_activity', '发布 植树 周六 东山 有问题找温暖13800001111', { people: ['温暖'] }],
    ],
  },
  {
    name: 'rare and compound surnames',
    examples: [
      ['register', '帮司马青鸾报名周六植树', { people: ['司马青鸾'] }],
      ['register', '帮乜乐平报名周六植树', { people: ['乜乐平'] }],
      ['register', '帮欧阳报名周六植树', { people: ['欧阳'] }],
      ['register', '周六植树尉迟刚去不了，皇甫嘉能上，帮她报名', { people: ['尉迟刚', '皇甫嘉'] }],
    ],
  },
  {
    name: 'names that hold a day',
    examples: [
      ['register', '帮万初八报名周六植树', { people: ['万初八'], dates: ['2026-06-06'] }],
      ['register', '帮秦秋分和周三立报名周六植树', { people: ['秦秋分', '周三立'], dates: ['2026-06-06'] }],
      ['log_service', '昨天植树 万初八、单双喜 各3小时', { people: ['万初八', '单双喜'], dates: ['2026-06-02'] }],
    ],
  },
  {
    name: 'relation and title before and behind the name',
    examples: [
      ['register', '我妈刘桂兰要参加周六植树', { people: ['刘桂兰'] }],
      ['register', '老伴儿王德顺报名周六植树', { people: ['王德顺'] }],
      ['register', '王芳阿姨报名周六植树', { people: ['王芳'] }],
      ['register', '李师傅和王大姐报名周六植树', { people: ['李师傅', '王大姐'] }],
    ],
  },
  {
    name: "the sender's own name",
    examples: [
      ['register', '我叫秦岭，想报周六植树', { people: ['秦岭'], self: true }],
      ['register', '我是三组的白云飞，报周六植树', { people: ['白云飞'], self: true }],
      ['register', '我是老年大学的贾秀兰我想报名周六的剪纸', { people: ['贾秀兰'], self: true }],
    ],
  },
  {
    name: 'inside a sentence',
    examples: [
      ['register', '周六消防演练夏至要来，麻烦替她占个名额', { people: ['夏至'] }],
      ['register', '周六植树王芳+1', { people: ['王芳'] }],
      ['cancel', '周六植树王芳脚崴了去不了', { people: ['王芳'] }],
    ],
  },
  {
    name: 'an unusual name in a list',
    examples: [
      ['register', '王芳、阿依古丽、李强报名周六植树', { people: ['王芳', '阿依古丽', '李强'] }],
      ['register', '王芳、买买提、古丽都报名周六植树', { people: ['王芳', '买买提', '古丽'] }],
      ['jielong', '#接龙 周六植树\n1. 王芳\n2. 阿依古丽\n3. 李强', { people: ['王芳', '阿依古丽', '李强'] }],
    ],
  },
  {
    name: 'the end of a name that is also a verb',
    examples: [
      ['meeting_minutes', '6月1日理事会纪要 到会 郝大勇 万福来 贾秀兰', { people: ['郝大勇', '万福来', '贾秀兰'] }],
      ['meeting_leave', '万福来去儿子家了，周五的例会我替他请个假', { people: ['万福来'] }],
      ['jielong', '#接龙 周六植树\n1️⃣ 万福来 爷儿俩\n2️⃣ 王芳', { people: ['万福来', '王芳'] }],
    ],
  },
  {
    name: 'ordinary words are no names',
    examples: [
      ['register', '马上报名周六植树', { people: undefined }],
      ['register', '平安志愿队周六植树报名', { people: undefined }],
      ['register', '温暖行动周六报名', { people: undefined }],
      ['register', '高兴能参加，周六植树报名', { people: undefined }],
      ['register', '方便的话周六植树报名', { people: undefined }],
      ['register', '带上毛巾，周六植树我去', { people: undefined }],
      ['cancel', '周六敬老饭去不成了', { people: undefined }],
      ['demand', '6号楼王奶奶家今晚急需一名志愿者修水管', { people: undefined }],
    ],
  },
  {
    name: 'family without a name',
    examples: [
      ['meeting_leave', '我下周一例会来不了了，孙子发烧', { people: undefined, self: true }],
      ['cancel', '我闺女发烧了，28号存包去掉她一个，我还去', { people: undefined, self: false }],
      ['register', '我女儿想参加周六植树', { people: undefined, self: false }],
      ['register', '我给儿子报周六的夏令营', { people: undefined, self: false }],
      ['register', '帮社区居民报名周六植树', { people: undefined, self: false }],
    ],
  },
  {
    name: 'who gives and who is given to',
    examples: [
      ['log_donation', '江河给养老院捐了两台轮椅', { people: ['江河'], self: false }],
      ['log_donation', '捐200元给李强', { people: undefined, self: undefined }],
      ['log_donation', '县一中校友会向我会捐款两万元整', { people: ['县一中校友会'], self: false }],
      ['log_donation', '昨天药学院团委给的口罩8盒', { people: ['药学院团委'], self: false }],
      ['log_donation', '登记捐赠：老邻居超市，大米20袋', { people: ['老邻居超市'], self: false }],
      ['log_donation', '捐赠登记\n捐赠人：石初九\n苹果8筐', { people: ['石初九'], self: false }],
    ],
  },
]);
