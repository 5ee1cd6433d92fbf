// @ts-check
import { html, useEffect, useRef, useState } from '../../modules/htm-preact.js';
import { examplesAt } from '../examples.js';
import { picturesOn, readPicked } from '../files.js';
import { Attach, Tray } from './attach.js';
import { isMentioned, MentionList, suggestMention } from './mention.js';

/** @typedef {import('../server.js').Person} Person */
/** @typedef {import('../server.js').Quote} Quote */
/** @typedef {import('../files.js').Picked} Picked */
/** The parts of one message. @typedef {Record<string, unknown>} Parts */

const MAX_PICTURES = 9;

/**
 * Where people write. `draft` is put there to be sent or changed; `quote` is what the next message quotes.
 * @param {{isGroup: boolean, botName: string, speaker: string, people: Person[], now: number,
 *   draft?: {text: string}, quote?: Quote, onQuote: (quote: Quote | undefined) => void,
 *   onSay: (message: Parts) => void, onError: (text: string) => void}} props
 */
export function Composer({ isGroup, botName, speaker, people, now, draft, quote, onQuote, onSay, onError }) {
  const input = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const [pictures, setPictures] = useState(/** @type {Picked[]} */ ([]));
  const offer =
    isGroup && !isClosed ? suggestMention(text, caret, [botName, ...people.map(({ name }) => name)]) : undefined;
  const isEmpty = text.trim() === '';
  const isUnheard = isGroup && !isMentioned(text, botName) && (!isEmpty || pictures.length > 0);

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
    if (isEmpty && pictures.length === 0) return;
    const images = pictures.map(({ name, base64 }) => ({ name, base64 }));
    onSay({ ...(!isEmpty && { text }), ...(images.length > 0 && { images }) });
    setPictures([]);
    write('');
  };
  const speak = () => {
    onSay({ voice: text });
    write('');
  };
  /** @param {Picked[]} more */
  const add = (more) => setPictures((before) => [...before, ...more].slice(0, MAX_PICTURES));
  /** @param {ClipboardEvent} event */
  const onPaste = (event) => {
    const pasted = picturesOn(event.clipboardData);
    if (pasted.length === 0) return;
    event.preventDefault();
    Promise.all(pasted.map(readPicked)).then(add, ({ message }) => onError(message));
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
    ${quote !== undefined && html`<p class="quoting"><span>引用：${quote.brief}</span><button type="button" aria-label="不引用了" onClick=${() => onQuote(undefined)}>×</button></p>`}
    <${Tray} pictures=${pictures} onRemove=${(/** @type {Picked} */ gone) => setPictures(pictures.filter((one) => one !== gone))} />
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
        onPaste=${onPaste}
      ></textarea>
      <button class="send" type="submit" disabled=${isEmpty && pictures.length === 0}>发送</button>
    </div>
    <div class="below">
      <${Attach}
        isGroup=${isGroup}
        hasText=${!isEmpty}
        onPictures=${add}
        onFile=${(/** @type {Picked} */ { kind, name, base64 }) => onSay({ [kind === 'video' ? 'video' : 'file']: { name, base64 } })}
        onSpeak=${speak}
        onError=${onError}
      />
      <p class=${`hint ${isUnheard ? 'warning' : ''}`} id="hint">
        ${isUnheard ? `没有@${botName}，机器人收不到` : 'Enter 发送，Shift+Enter 换行'}
      </p>
    </div>
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
