// @ts-check
import { html, useState } from '../../modules/htm-preact.js';
import { formatSize } from '../files.js';
import { Avatar } from '../parts/avatar.js';
import { formatDate, formatTime } from '../time.js';
import { Card } from './card.js';
import { Feedback } from './feedback.js';
import { Markdown, PlainText } from './markdown.js';

/** @typedef {import('../server.js').Shown} Shown */
/** @typedef {import('../server.js').Body} Body */
/**
 * What a reader can do with a message.
 * @typedef {{onQuote: (shown: Shown) => void, onAsk: (question: string) => void,
 *   onTap: (card: Body, key: string, selected: Record<string, string[]>) => Promise<void>,
 *   onRate: (shown: Shown, feedback: object) => Promise<void>}} Acts
 */

const PAUSE_MS = 5 * 60_000;
const TAGS = { bot: '机器人', robot: '群机器人' };

/**
 * A line with the time, where the conversation paused before this message.
 * @param {{shown: Shown, before?: Shown}} props
 */
export function TimeLine({ shown, before }) {
  const at = Date.parse(shown.at);
  if (before && Math.abs(at - Date.parse(before.at)) < PAUSE_MS) return null;
  return html`<li class="time-line"><time datetime=${shown.at}>${formatDate(at)} ${formatTime(at)}</time></li>`;
}

/**
 * One message as `me` sees it.
 * @param {{shown: Shown, me: string, acts: Acts}} props
 */
export function Message({ shown, me, acts }) {
  const { author } = shown;
  const body = shown.personal?.[me] ?? shown.body;
  if (author.kind === 'notice') return html`<li class="notice" role="note">${body.text}</li>`;
  const isMine = author.kind === 'person' && author.userid === me;
  const tag = author.kind === 'person' ? null : html`<span class="tag">${TAGS[author.kind]}</span>`;
  return html`<li class=${`message ${isMine ? 'mine' : 'theirs'}`} data-id=${shown.id}>
    <${Avatar} name=${author.name ?? ''} kind=${author.kind} seed=${author.userid} />
    <div class="column">
      <div class="author">${author.name}${tag}</div>
      ${shown.quote && html`<blockquote class="quoted">${shown.quote}</blockquote>`}
      <div class="row">
        <${BodyView} body=${body} acts=${acts} />
        <button class="quote-button" type="button" onClick=${() => acts.onQuote(shown)}>引用</button>
      </div>
      ${shown.whyUnheard && html`<p class="unheard">${shown.whyUnheard}</p>`}
      ${shown.feedbackId && html`<${Feedback} onRate=${(/** @type {object} */ feedback) => acts.onRate(shown, feedback)} />`}
    </div>
  </li>`;
}

/** @param {{body: Body, acts: Acts}} props */
function BodyView({ body, acts }) {
  switch (body.kind) {
    case 'card':
      return html`<${Card} card=${body} onTap=${acts.onTap} onAsk=${acts.onAsk} />`;
    case 'file':
    case 'video':
      return html`<${FileBubble} file=${body} />`;
    case 'image':
      return html`<${Picture} url=${body.url} />`;
    case 'mixed':
      return html`<div class="bubble mixed">${body.items.map(mixedItem)}</div>`;
    case 'voice':
      return html`<div class="bubble"><p class="spoken">语音转成的文字</p><${Folded} text=${body.text} /></div>`;
    case 'markdown':
      return html`<div class="bubble" aria-busy=${Boolean(body.isTyping)}>
        ${body.text === '' && !body.isTyping ? html`<p class="empty">（空的回复）</p>` : html`<${Markdown} text=${body.text} />`}
        ${body.isTyping && html`<p class="typing">正在输入<i></i><i></i><i></i></p>`}
      </div>`;
    default:
      return html`<div class="bubble"><${Folded} text=${body.text} /></div>`;
  }
}

/** @param {{text?: string, url?: string}} item */
function mixedItem({ text, url }) {
  return text === undefined ? html`<${Picture} url=${url} />` : html`<${Folded} text=${text} />`;
}

/** @param {{url: string}} props */
function Picture({ url }) {
  return html`<a class="picture" href=${url} target="_blank"><img src=${url} alt="图片" /></a>`;
}

/** A very long text, shown in part at first. @param {{text: string}} props */
function Folded({ text }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen || text.length <= 1200) return html`<${PlainText} text=${text} />`;
  return html`<${PlainText} text=${`${text.slice(0, 600)}……`} />
    <button class="more" type="button" onClick=${() => setOpen(true)}>展开全部 ${text.length} 字</button>`;
}

/** @param {{file: Body}} props */
function FileBubble({ file }) {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(file.name)?.[1] ?? '文件';
  return html`<a class="file" href=${file.url} download=${file.name} title=${file.name}>
    <span class="file-name">${file.name}</span>
    <span class="file-size">${file.kind === 'video' ? '视频 ' : ''}${formatSize(file.size)} · 下载</span>
    <span class=${`file-kind kind-${ending.toLowerCase()}`} aria-hidden="true">${ending.toUpperCase()}</span>
  </a>`;
}
