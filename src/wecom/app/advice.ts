const APP_PAGE = '企业微信管理后台「应用管理」→ 这个应用';

/** What to do about each refusal that does not pass by itself: https://developer.work.weixin.qq.com/document/path/90313. */
const ADVICE: Record<number, string> = {
  40001: `应用的 Secret 不对：请到${APP_PAGE}里重新查看 Secret，填进 WECOM_APP_SECRET，再重新启动`,
  40003: '收件人的账号不对：请管理员发「同步通讯录」，再看这个人还在不在企业微信里',
  40004: '企业微信不认识这种文件：请把这一条报告给维护者',
  40007: '文件在企业微信那边失效了：请重新生成文件再发一次',
  40008: '企业微信不认识这种消息：请把这一条报告给维护者',
  40013: '企业 ID 不对：请到企业微信管理后台「我的企业」最下面查看企业 ID，填进 WECOM_CORP_ID，再重新启动',
  40029: '登录的链接已经用过或过期了：请从头再打开一次',
  40056: `应用的编号不对：请到${APP_PAGE}里查看 AgentId，填进 WECOM_APP_AGENT_ID，再重新启动`,
  40058: '企业微信认为这条消息的内容不合要求：请换个说法，或把这一条报告给维护者',
  40063: '这条消息缺了内容：请把这一条报告给维护者',
  42014: '这张卡片的编号用过了：请重新发起一次',
  44001: '文件是空的：请重新生成文件再发一次',
  44004: '这条消息是空的，没有可发的内容：请检查要发的文字',
  45002: '这条消息太长了：请分成几条发',
  45007: '语音太长了：请分成几段发',
  48002: `应用没有这个接口的权限：请管理员到${APP_PAGE}里检查权限和可见范围`,
  50001: `网页的域名没有登记：请到${APP_PAGE}「网页授权及JS-SDK」里，把 PUBLIC_URL 的域名设为可信域名`,
  60011: `应用管不到这个人：请到${APP_PAGE}里把可见范围改成包含全体成员`,
  60111: '企业微信里没有这个账号：请核对，或者管理员发「同步通讯录」',
  81013: `收件人都不在应用的可见范围里：请到${APP_PAGE}里把可见范围改成包含他们`,
  82001: '没有写收件人：请把这一条报告给维护者',
};
/** Group chats made by the app. */
const CHAT_CODES = { from: 86001, to: 86008 };

/** `ip`: where our request came from, as WeCom saw it. Undefined: nothing known. */
export function advise(errcode: number, ip: string | undefined): string | undefined {
  if (errcode === 60020) {
    const address = ip === undefined ? '本机访问外网用的 IP' : ip;
    return `企业微信不认识本机的 IP：请到${APP_PAGE}最下面的「企业可信IP」→「配置」，填上 ${address}（先要设好可信域名或接收消息的网址）`;
  }
  if (errcode >= CHAT_CODES.from && errcode <= CHAT_CODES.to) return '应用发不到这个群：请改用群机器人或智能机器人';
  return ADVICE[errcode];
}

/** `…, from ip: 1.2.3.4, more info at …`: only to be shown, never to decide by. */
export function ipIn(errmsg: string): string | undefined {
  return /from ip: ?([0-9a-f.:]*[0-9a-f])/i.exec(errmsg)?.[1];
}
