/** All invented. */
export const STATIONS = [
  '城区站',
  '城东站',
  '城西站',
  '城南站',
  '城北站',
  '新华社区站',
  '文昌社区站',
  '青年路社区站',
  '龙桥社区站',
  '酒仙桥社区站',
  '鼓楼街道站',
  '东关街道站',
  '西湖街道站',
  '清河镇站',
  '柳林镇站',
  '石桥镇站',
  '大安镇站',
  '新集镇站',
  '古槐镇站',
  '实验小学站',
  '第一中学站',
  '职业中专站',
  '人民医院站',
  '中医院站',
  '供电公司站',
  '邮政站',
  '公交公司站',
  '图书馆站',
  '青年企业家站',
] as const;

export const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程'];

export const GIVEN_NAMES = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰斌宇浩凯健俊帆雪慧',
  ...['建国', '志强', '秀英', '海燕', '晓东', '文静', '春梅', '立新', '国庆', '玉梅', '雅琴', '子涵', '思远', '佳怡'],
  ...['庆丰', '广田', '守信', '爱华', '学文', '宝林', '凤霞', '红梅', '长江', '向阳', '若云', '明哲', '素珍', '清泉'],
];

export interface KnownPerson {
  userid: string;
  name: string;
  role: 'member' | 'lead' | 'committee' | 'secretary';
  station: (typeof STATIONS)[number];
}

/** Those who speak in the playground, and the rest of the committee of six. */
export const KNOWN_PEOPLE: readonly KnownPerson[] = [
  { userid: 'wangfang', name: '王芳', role: 'member', station: '城区站' },
  { userid: 'liqiang', name: '李强', role: 'member', station: '城区站' },
  { userid: 'chenjing', name: '陈静', role: 'committee', station: '城区站' },
  { userid: 'zhaomin', name: '赵敏', role: 'secretary', station: '城区站' },
  { userid: 'sunhao', name: '孙浩', role: 'lead', station: '城东站' },
  { userid: 'zhouli', name: '周丽', role: 'member', station: '城东站' },
  { userid: 'wulei', name: '吴磊', role: 'member', station: '新华社区站' },
  { userid: 'hexiulan', name: '何秀兰', role: 'member', station: '文昌社区站' },
  { userid: 'gaoming', name: '高明', role: 'committee', station: '实验小学站' },
  { userid: 'linhai', name: '林海', role: 'committee', station: '人民医院站' },
  { userid: 'xuyan', name: '徐燕', role: 'committee', station: '图书馆站' },
  { userid: 'songping', name: '宋平安', role: 'committee', station: '供电公司站' },
];

export const DONORS = [
  '德馨药房',
  '惠民超市',
  '新华书店',
  '城区商会',
  '爱心出租车队',
  '退休教师协会',
  '青年企业家联谊会',
];
