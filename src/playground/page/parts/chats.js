// @ts-check
import { html, useEffect, useRef } from '../../modules/htm-preact.js';
import { briefOf } from '../server.js';
import { formatTime } from '../time.js';
import { Avatar } from './avatar.js';

/** @typedef {import('../server.js').Shown} Shown */
/** @typedef {import('../server.js').Person} Person */
/** @typedef {{id: string | null, name: string, last?: Shown, unread: number}} ChatItem */

const ABOUT = {
  callback: '你说的话加密、签名后送到机器人的回调地址',
  longConnection: '你说的话从机器人连过来的长连接送过去',
};

/**
 * The chats of the speaker; `null` is the one with the bot alone, `app` the one with the app.
 * @param {{chats: ChatItem[], chosen: string | null, me: string, onChoose: (id: string | null) => void,
 *   guide: unknown, reachedBy: 'callback' | 'longConnection'}} props
 */
export function ChatList({ chats, chosen, me, onChoose, guide, reachedBy }) {
  return html`<nav class="chats" aria-label="会话">
    <p class="brand">支部志愿助手 <span>试用</span></p>
    ${chats.map(
      ({ id, name, last, unread }) =>
        html`<button
          type="button"
          class=${`chat ${id === chosen ? 'chosen' : ''}`}
          aria-current=${id === chosen ? 'true' : undefined}
          onClick=${() => onChoose(id)}
        >
          <${Avatar} name=${name} kind=${id === null || id === 'app' ? 'bot' : 'group'} />
          <span class="chat-name">${name}</span>
          ${last && html`<time class="chat-time">${formatTime(Date.parse(last.at))}</time>`}
          <span class="chat-last">${last ? summaryOf(last, me) : id === null || id === 'app' ? '一对一，不用@' : '还没有消息'}</span>
          ${unread > 0 && html`<span class="unread" aria-label=${`${unread} 条新消息`}>${unread > 99 ? '99+' : unread}</span>`}
        </button>`,
    )}
    ${guide}
    <p class="about">这一页扮演企业微信：${ABOUT[reachedBy]}，它的应答显示在这里，和真的群里一样。</p>
  </nav>`;
}

/**
 * Who speaks.
 * @param {{people: Person[], me: string, onChoose: (userid: string) => void}} props
 */
export function Speakers({ people, me, onChoose }) {
  const row = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => row.current?.querySelector('.chosen')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [me]);
  return html`<div class="speakers" ref=${row} role="radiogroup" aria-label="以谁的身份说话">
    ${people.map(
      ({ userid, name, duty }) =>
        html`<label class=${userid === me ? 'chosen' : ''} title=${duty}>
          <input type="radio" name="speaker" class="unseen" value=${userid} checked=${userid === me} onChange=${() => onChoose(userid)} />
          <${Avatar} name=${name} seed=${userid} isSmall />
          <span>${name}</span>
          <small>${duty}</small>
        </label>`,
    )}
  </div>`;
}

/** @param {Shown} last @param {string} me */
function summaryOf(last, me) {
  const text = briefOf(last.personal?.[me] ?? last.body);
  return last.author.name ? `${last.author.name}：${text}` : text;
}
