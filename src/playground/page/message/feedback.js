// @ts-check
import { html, useState } from '../../modules/htm-preact.js';

const REASONS = [
  { id: 1, text: '答非所问' },
  { id: 2, text: '不完整' },
  { id: 3, text: '有错误' },
  { id: 4, text: '数据分析有误' },
];
const SAID = { 1: '已评价：准确', 2: '已评价：不准确' };

/**
 * What somebody thinks of an answer, under it.
 * @param {{onRate: (feedback: object) => Promise<void>}} props
 */
export function Feedback({ onRate }) {
  const [said, setSaid] = useState(/** @type {1 | 2 | undefined} */ (undefined));
  const [isOpen, setOpen] = useState(false);
  /** @param {1 | 2} type @param {object} [more] */
  const rate = (type, more) => {
    setSaid(type);
    setOpen(false);
    onRate({ type, ...more });
  };
  const takeBack = () => {
    setSaid(undefined);
    onRate({ type: 3 });
  };
  if (said) return html`<p class="feedback">${SAID[said]} <button type="button" onClick=${takeBack}>撤回</button></p>`;
  if (isOpen)
    return html`<${Reasons} onSend=${(/** @type {object} */ more) => rate(2, more)} onCancel=${() => setOpen(false)} />`;
  return html`<p class="feedback">
    这样回答 <button type="button" onClick=${() => rate(1)}>准确</button>
    <button type="button" onClick=${() => setOpen(true)}>不准确</button>
  </p>`;
}

/** @param {{onSend: (more: object) => void, onCancel: () => void}} props */
function Reasons({ onSend, onCancel }) {
  const [reasons, setReasons] = useState(/** @type {number[]} */ ([]));
  const [content, setContent] = useState('');
  /** @param {Event} event */
  const onSubmit = (event) => {
    event.preventDefault();
    onSend({ ...(reasons.length > 0 && { reasons }), ...(content.trim() && { content }) });
  };
  /** @param {number} id */
  const toggle = (id) => setReasons(reasons.includes(id) ? reasons.filter((one) => one !== id) : [...reasons, id]);
  return html`<form class="feedback reasons" aria-label="哪里不准确" onSubmit=${onSubmit}>
    ${REASONS.map(
      ({ id, text }) =>
        html`<label><input type="checkbox" checked=${reasons.includes(id)} onChange=${() => toggle(id)} />${text}</label>`,
    )}
    <input
      type="text"
      value=${content}
      aria-label="说说哪里不对"
      placeholder="说说哪里不对（可不填）"
      onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => setContent(currentTarget.value)}
    />
    <button type="submit">提交评价</button> <button type="button" onClick=${onCancel}>算了</button>
  </form>`;
}
