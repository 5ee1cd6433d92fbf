// @ts-check

/**
 * @typedef {{userid: string, name: string, duty: string}} Person
 * @typedef {{id: string, name: string}} Group
 * @typedef {{botName: string, people: Person[], groups: Group[], hasApp: boolean,
 *   reachedBy: 'callback' | 'longConnection'}} World
 * @typedef {{messageId: string, brief: string}} Quote
 * @typedef {{kind: string, text: string, [part: string]: any}} Body
 * @typedef {{id: string, chat: string | null, person?: string, at: string, body: Body, quote?: string,
 *   personal?: Record<string, Body>, tappedBy?: string[], whyUnheard?: string, feedbackId?: string,
 *   author: {kind: 'person' | 'bot' | 'robot' | 'notice', name?: string, userid?: string}}} Shown
 */

/**
 * The stand-in's own address; an error's message is what to show.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
export async function send(method, path, body) {
  const response = await fetch(`/playground${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Error('连不上，请看看机器人是不是还在运行。');
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `出错了（HTTP ${response.status}）。`);
  return answer;
}

/**
 * Hears of all that is shown, past and to come; returns how to stop.
 * @param {{shown(shown: Shown): void, clock(now: string): void, forget(): void, line(isOpen: boolean): void}} heard
 */
export function listen(heard) {
  const events = new EventSource('/playground/events');
  let run = '';
  events.onmessage = ({ data }) => heard.shown(JSON.parse(data));
  events.addEventListener('clock', ({ data }) => heard.clock(JSON.parse(data).now));
  events.addEventListener('run', ({ data }) => {
    const { id } = JSON.parse(data);
    // The process was started anew: what was shown before is gone there.
    if (run !== '' && run !== id) heard.forget();
    run = id;
  });
  events.onopen = () => heard.line(true);
  events.onerror = () => heard.line(false);
  return () => events.close();
}

/** In a few words, as a quote or the list of chats shows it. @param {Body} body */
export function briefOf(body) {
  switch (body.kind) {
    case 'card':
      return `［卡片］${body.title}`;
    case 'file':
      return `［文件］${body.name}`;
    case 'video':
      return `［视频］${body.name}`;
    case 'voice':
      return `［语音］${body.text}`;
    default:
      return body.text;
  }
}
