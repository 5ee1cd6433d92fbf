// @ts-check
import { html, useEffect, useRef, useState } from '../../modules/htm-preact.js';
import { examplesAt } from '../examples.js';
import { isMentioned, MentionList, suggestMention } from './mention.js';

/** @typedef {import('../server.js').Person} Person */

/**
 * Where people write. `draft` is put there to be sent or changed; `quote` is what the next message quotes.
 * @param {{isGroup: boolean, botName: string, speaker: string, people: Person[], now: number,
 *   draft?: {text: string}, quote?: string,
 *   onQuote: (text: string | undefined) => void, onSay: (text: string) => void}} props
 */
export function Composer({ isGroup, botName, speaker, people, now, draft, quote, onQuote, onSay }) {
  const input = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const offer =
    isGroup && !isClosed ? suggestMention(text, caret, [botName, ...people.map(({ name }) => name)]) : undefined;
  const isUnheard = isGroup && text.trim() !== '' && !isMentioned(text, botName);

  /** @param {string} name */
  const seedOf = (name) => people.find((person) => person.name === name)?.userid ?? name;
  /** @param {string} wanted @param {number} [position] */
  const write = (wanted, position = wanted.length) => {
    setText(wanted);
    setCaret(position);
    setChosen(0);
    const box = input.current;
    if (!box) return;
    box.value = wanted;
    box.focus();
    box.setSelectionRange(position, position);
  };
  /** @param {string} line */
  const fillIn = (line) => write(isGroup ? `@${botName} ${line}` : line);
  useEffect(() => {
    if (draft) fillIn(draft.text);
  }, [draft]);
  /** @param {string} name */
  const mention = (name) => {
    const start = offer?.start ?? caret;
    write(`${text.slice(0, start)}@${name} ${text.slice(caret)}`, start + name.length + 2);
  };
  const say = () => {
    if (text.trim() === '') return;
    onSay(text);
    write('');
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.isComposing) return;
    const act = offer
      ? listKeys(offer.names, chosen, { setChosen, mention, close: () => setClosed(true) })[event.key]
      : undefined;
    if (!act && (event.key !== 'Enter' || event.shiftKey)) return;
    event.preventDefault();
    (act ?? say)();
  };

  return html`<form
    class="composer"
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      say();
    }}
  >
    <${Examples} now=${now} speaker=${speaker} onPick=${fillIn} />
    ${quote !== undefined && html`<p class="quoting"><span>引用：${quote}</span><button type="button" aria-label="不引用了" onClick=${() => onQuote(undefined)}>×</button></p>`}
    <div class="writing">
      ${offer && html`<${MentionList} names=${offer.names} chosen=${chosen} botName=${botName} seedOf=${seedOf} onChoose=${mention} />`}
      <textarea
        ref=${input}
        rows="2"
        value=${text}
        aria-label=${`${speaker}要说的话`}
        aria-describedby="hint"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${Boolean(offer)}
        aria-controls="mentions"
        aria-activedescendant=${offer ? `mention-${chosen}` : undefined}
        placeholder=${isGroup ? `以${speaker}的身份说话，输入 @ 可提到${botName}` : `以${speaker}的身份对${botName}说话`}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) => {
          setText(currentTarget.value);
          setCaret(currentTarget.selectionStart);
          setChosen(0);
          setClosed(false);
        }}
        onSelect=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown=${onKeyDown}
      ></textarea>
      <button class="send" type="submit" disabled=${text.trim() === ''}>发送</button>
    </div>
    <p class=${`hint ${isUnheard ? 'warning' : ''}`} id="hint">
      ${isUnheard ? `没有@${botName}，机器人收不到` : 'Enter 发送，Shift+Enter 换行'}
    </p>
  </form>`;
}

/** @param {{now: number, speaker: string, onPick: (line: string) => void}} props */
function Examples({ now, speaker, onPick }) {
  return html`<div class="examples" role="group" aria-label="可以这样说，点一下填进输入框">
    ${examplesAt(now, speaker).map(
      ({ label, text }) => html`<button type="button" title=${text} onClick=${() => onPick(text)}>${label}</button>`,
    )}
  </div>`;
}

/**
 * What the keys do while the list of names is open.
 * @param {string[]} names
 * @param {number} chosen
 * @param {{setChosen: (index: number) => void, mention: (name: string) => void, close: () => void}} acts
 * @returns {Record<string, (() => void) | undefined>}
 */
function listKeys(names, chosen, { setChosen, mention, close }) {
  const choose = () => mention(names[chosen] ?? names[0] ?? '');
  return {
    ArrowDown: () => setChosen((chosen + 1) % names.length),
    ArrowUp: () => setChosen((chosen + names.length - 1) % names.length),
    Enter: choose,
    Tab: choose,
    Escape: close,
  };
}
