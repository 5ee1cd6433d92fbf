import { ERRCODES } from './failure.ts';

/** Why there is no connection and what to do, for readyz, the log and the secretary. */
export const CONNECTING = '正在连接企业微信，一般几秒钟就好；一直这样请检查服务器的网络';
export const LOST = '和企业微信的长连接断了，正在自动重连；一直这样请检查服务器的网络';
export const STANDBY = '另一个进程连着企业微信，本进程待命';
export const KICKED =
  '另一个程序用同一个智能机器人的 Bot ID 连上了企业微信，本机的长连接被顶掉。为免互相顶，不会自动重连：请停掉那个程序（或给它换一个机器人），再重新启动本机的机器人';

const SLOW = '每 5 分钟会自动再试一次';

/** `fault`: what the SDK says of the refused subscription. */
export function adviceOnRefusal(fault: string): string {
  const errcode = /code: (\d+)/.exec(fault)?.[1];
  if (errcode === undefined || Number(errcode) === ERRCODES.badCredentials) {
    return `企业微信不认机器人的账号（错误码 ${ERRCODES.badCredentials}）：请在管理后台打开这个智能机器人，核对 WECOM_BOT_ID 和 WECOM_BOT_SECRET，并确认它的 API 模式选的是长连接；改好 .env 后重新启动`;
  }
  return `企业微信没有接受长连接（错误码 ${errcode}）：请核对 WECOM_BOT_ID、WECOM_BOT_SECRET 和 WECOM_BOT_WS_URL；${SLOW}`;
}

export function adviceOnLoss(fault: string): string {
  const why = fault === '' ? '' : `（${fault}）`;
  return `连了很多次都连不上企业微信${why}：请检查服务器的网络和防火墙，私有部署还要核对 WECOM_BOT_WS_URL；${SLOW}`;
}
