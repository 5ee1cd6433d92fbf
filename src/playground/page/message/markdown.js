// @ts-check
import { html } from '../../modules/htm-preact.js';

const INLINE =
  /\*\*(?<bold>[^*\n]+)\*\*|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]*)\]\((?<href>https?:\/\/[^\s)]+)\)|(?<url>https?:\/\/[^\s<>"'，。；！？、（）《》【】]+)|<font color="(?<color>info|comment|warning)">(?<painted>.*?)<\/font>|(?<mention>[@＠][\p{L}\p{N}_.-]{1,20})/gu;

/** Markdown as far as WeCom shows it in a chat, as elements; nothing of the text is ever taken for HTML. @param {{text: string}} props */
export function Markdown({ text }) {
  return html`<div class="markdown">${blocksOf(text).map(showBlock)}</div>`;
}

/** Lines kept, links and mentions recognised. @param {{text: string}} props */
export function PlainText({ text }) {
  return html`<div class="plain">${inline(text, ['url', 'mention'])}</div>`;
}

/** @typedef {{kind: 'heading' | 'item' | 'quote' | 'code' | 'rule' | 'line', text: string, mark?: string}} Line */

/** Neighbouring lines of one kind together. @param {string} text */
function blocksOf(text) {
  /** @type {{kind: Line['kind'], lines: Line[]}[]} */
  const blocks = [];
  let isCode = false;
  for (const raw of text.split('\n')) {
    if (raw.startsWith('```')) {
      isCode = !isCode;
      continue;
    }
    const line = isCode ? { kind: /** @type {const} */ ('code'), text: raw } : readLine(raw);
    const last = blocks.at(-1);
    if (last && last.kind === line.kind && line.kind !== 'heading') last.lines.push(line);
    else blocks.push({ kind: line.kind, lines: [line] });
  }
  return blocks;
}

/** @param {string} raw @returns {Line} */
function readLine(raw) {
  const heading = /^#{1,6}\s+(.*)$/.exec(raw);
  if (heading) return { kind: 'heading', text: heading[1] ?? '' };
  const item = /^\s*(?:[-*•]|(\d+)[.、])\s+(.*)$/.exec(raw);
  if (item) return { kind: 'item', text: item[2] ?? '', mark: item[1] ? `${item[1]}.` : '•' };
  const quote = /^>\s?(.*)$/.exec(raw);
  if (quote) return { kind: 'quote', text: quote[1] ?? '' };
  if (/^\s*(-{3,}|\*{3,})\s*$/.test(raw)) return { kind: 'rule', text: '' };
  return { kind: 'line', text: raw };
}

/** @param {{kind: Line['kind'], lines: Line[]}} block */
function showBlock({ kind, lines }) {
  const first = lines[0]?.text ?? '';
  const whole = lines.map(({ text }) => text).join('\n');
  switch (kind) {
    case 'heading':
      return html`<h4>${inline(first)}</h4>`;
    case 'item':
      return html`<ul>
        ${lines.map(({ text, mark }) => html`<li data-mark=${mark}>${inline(text)}</li>`)}
      </ul>`;
    case 'quote':
      return html`<blockquote>${inline(whole)}</blockquote>`;
    case 'code':
      return html`<pre>${whole}</pre>`;
    case 'rule':
      return html`<hr />`;
    default:
      return whole.trim() === '' ? null : html`<p>${inline(whole.replace(/^\n+|\n+$/g, ''))}</p>`;
  }
}

/**
 * @param {string} text
 * @param {string[]} [kinds] which of the expressions count; all where absent
 * @returns {unknown[]}
 */
function inline(text, kinds) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (!kind || (kinds && !kinds.includes(kind))) continue;
    parts.push(text.slice(end, match.index), showInline(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/** @param {Record<string, string | undefined>} found */
function showInline({ bold, code, label, href, url, color, painted, mention }) {
  if (bold !== undefined) return html`<strong>${inline(bold)}</strong>`;
  if (code !== undefined) return html`<code>${code}</code>`;
  if (painted !== undefined) return html`<span class=${`font-${color}`}>${inline(painted)}</span>`;
  if (mention !== undefined) return html`<span class="mention">${mention}</span>`;
  const target = href ?? url;
  return html`<a href=${target} target="_blank" rel="noreferrer noopener">${label || target}</a>`;
}
