// @ts-check

/** @typedef {import('./server.js').World} World */
/** @typedef {Record<string, unknown>} Faults what the stand-in does wrong, by name; null: nothing */
/**
 * `faults` are set while it is on. `isOnce`: it happens when it is pressed, and is over.
 * @typedef {{label: string, faults: Faults, isOnce?: boolean}} Switch
 * @typedef {{title: string, switches: Switch[]}} Section
 */

/** @type {Switch[]} */
const HEARING = [
  { label: '每条消息投递两次', faults: { duplicate: true } },
  { label: '消息在路上耽搁 6 秒', faults: { delayMs: 6000 } },
  { label: '消息前面先来一个没见过的通知', faults: { unknownEvent: true } },
  { label: '消息带上发出的时刻', faults: { withCreateTime: true } },
  { label: '机器人看到的账号是加密的', faults: { encryptedIds: true } },
  { label: '不给事后再答一次的地址', faults: { noResponseUrl: true } },
  { label: '事后再答时被拒绝（40001）', faults: { responseErrcode: 40001 } },
];

/** @type {Switch[]} */
const CALLBACK = [
  { label: '三次投递都耽搁 6 秒', faults: { delayMs: 6000, delayedDeliveries: 3 } },
  { label: '机器人的应答丢失一次', faults: { dropReply: true } },
];

/** @type {Switch[]} */
const MEDIA = [
  { label: '地址一给就过期', faults: { mediaFault: 'expired' } },
  { label: '下载到一半断开', faults: { mediaFault: 'cut' } },
  { label: '少了几个字节', faults: { mediaFault: 'length' } },
  { label: '下载到的是乱码', faults: { mediaFault: 'garbage' } },
  { label: '转到另一个地址去下载', faults: { mediaFault: 'redirect' } },
  { label: '下载到一半停 30 秒', faults: { mediaDelayMs: 30_000 } },
];

/** @type {Switch[]} */
const SOCKET = [
  { label: '另一个程序把连接顶掉', faults: { kick: true }, isOnce: true },
  { label: '企业微信忘了机器人登录过', faults: { forgetSession: true }, isOnce: true },
  { label: '登录被拒绝（853000）', faults: { subscribeErrcode: 853000 } },
  { label: '心跳没有回音', faults: { noPong: true } },
  { label: '回复被拒绝（846605）', faults: { replyErrcode: 846605 } },
  { label: '主动发的消息被拒绝（45009）', faults: { sendErrcode: 45009 } },
  { label: '收下消息 6 秒后才说收到', faults: { ackDelayMs: 6000 } },
  { label: '收下了消息，但不说收到', faults: { loseAck: true } },
  { label: '话说到一半断线', faults: { cutMidStream: true } },
  { label: '消息前面先来一个没见过的命令', faults: { unknownCommand: true } },
  { label: '消息前面先来一段坏数据', faults: { brokenFrame: true } },
  { label: '说到一半的更新也算进条数', faults: { countRefreshes: true } },
  { label: '每次更新后重新算 6 分钟', faults: { refreshProlongs: true } },
];

/** @type {Switch[]} */
const APP = [
  { label: '访问凭证提前失效（42001）', faults: { endToken: 42001 }, isOnce: true },
  { label: '系统繁忙（-1）', faults: { appErrcode: -1 } },
  { label: '调用太频繁（45009）', faults: { appErrcode: 45009 } },
  { label: '服务器地址不可信（60020）', faults: { appErrcode: 60020 } },
  { label: '应用的消息被拒绝（81013）', faults: { appSendErrcode: 81013 } },
  { label: '应用的消息发到了，但没有回音', faults: { cutAppSend: true } },
  { label: '应用看不到何秀兰', faults: { appHides: ['hexiulan'] } },
  { label: '没要求查重的消息就不查重', faults: { forgetsUnchecked: true } },
];

/** @param {World['groups']} groups @returns {Switch[]} */
function robotSwitches([first]) {
  const all = [
    { label: '群机器人发得太频繁（45009）', faults: { pushErrcode: 45009 } },
    { label: '群机器人已被移出群（93000）', faults: { pushErrcode: 93000 } },
    { label: '群机器人发到了，但没有回音', faults: { cutPush: true } },
  ];
  if (!first) return all;
  /** @param {string} label @param {string} fault @returns {Switch} */
  const one = (label, fault) => ({
    label: `只有${first.name}：${label}`,
    faults: { robotFaults: { [first.id]: fault } },
  });
  return [...all, one('被移出群', 'removed'), one('一直不答', 'hang'), one('服务器出错', '500'), one('断线', 'cut')];
}

/**
 * All that can go wrong, where there is what it goes wrong with.
 * @param {World} world
 * @returns {Section[]}
 */
export function sectionsOf({ groups, reachedBy, hasApp }) {
  const isCallback = reachedBy === 'callback';
  return [
    { title: '机器人收消息、回消息', switches: [...HEARING, ...(isCallback ? CALLBACK : [])] },
    { title: '机器人下载图片和文件', switches: MEDIA },
    { title: '群机器人发通知', switches: robotSwitches(groups) },
    ...(isCallback ? [] : [{ title: '长连接', switches: SOCKET }]),
    ...(hasApp ? [{ title: '自建应用', switches: APP }] : []),
  ];
}

/** @param {Switch} one @param {Faults} now */
export function isOn({ faults }, now) {
  return Object.entries(faults).every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value));
}

/** What is wrong once it is switched. @param {Switch} one @param {Faults} now @returns {Faults} */
export function switched(one, now) {
  if (!isOn(one, now)) return { ...now, ...one.faults };
  return without(now, Object.keys(one.faults));
}

/** @param {Faults} faults @param {string[]} names @returns {Faults} */
export function without(faults, names) {
  return Object.fromEntries(Object.entries(faults).filter(([name]) => !names.includes(name)));
}

/** @param {Faults} now */
export function isAnythingWrong(now) {
  return Object.values(now).some((value) => value !== null);
}
