// @ts-check
import { html } from '../../modules/htm-preact.js';
import { Avatar } from '../parts/avatar.js';

/**
 * Who may be meant by the `@…` before the caret; undefined where there is none.
 * @param {string} text
 * @param {number} caret
 * @param {string[]} names
 */
export function suggestMention(text, caret, names) {
  const typed = /[@＠]([^\s@＠]*)$/.exec(text.slice(0, caret));
  if (!typed) return undefined;
  const fitting = names.filter((name) => name.startsWith(typed[1] ?? '') && name !== typed[1]);
  return fitting.length > 0 ? { start: typed.index, names: fitting } : undefined;
}

/** @param {string} text @param {string} botName */
export function isMentioned(text, botName) {
  return text.replace(/[@＠]\s*/g, '@').includes(`@${botName}`);
}

/**
 * The list above the input; the input keeps the focus.
 * @param {{names: string[], chosen: number, botName: string, seedOf: (name: string) => string, onChoose: (name: string) => void}} props
 */
export function MentionList({ names, chosen, botName, seedOf, onChoose }) {
  return html`<ul class="mention-list" id="mentions" role="listbox" aria-label="提到谁">
    ${names.map(
      (name, index) =>
        html`<li
          id=${`mention-${index}`}
          role="option"
          aria-selected=${index === chosen}
          onMouseDown=${(/** @type {MouseEvent} */ event) => {
            event.preventDefault();
            onChoose(name);
          }}
        >
          <${Avatar} name=${name} kind=${name === botName ? 'bot' : 'person'} seed=${seedOf(name)} isSmall />
          ${name}${name === botName && html`<span class="tag">机器人</span>`}
        </li>`,
    )}
  </ul>`;
}
