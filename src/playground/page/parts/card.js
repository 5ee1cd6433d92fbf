// @ts-check
import { html, useState } from '../../modules/htm-preact.js';

/** @typedef {import('../server.js').Body} Body */

/**
 * A template card; its buttons rest while a tap is under way, until the card is replaced.
 * @param {{card: Body, onTap: (card: Body, key: string) => Promise<void>}} props
 */
export function Card({ card, onTap }) {
  const [tapped, setTapped] = useState({ card: /** @type {Body | undefined} */ (undefined), key: '' });
  /** @param {string} key */
  const tap = async (key) => {
    setTapped({ card, key });
    await onTap(card, key);
    setTapped({ card: undefined, key: '' });
  };
  return html`<section class="card" aria-label=${`卡片：${card.title}`}>
    ${card.source && html`<p class="card-source">${card.source}</p>`}
    ${card.title && html`<h4 class="card-title">${card.title}</h4>`}
    ${card.description && html`<p class="card-description">${card.description}</p>`}
    ${card.emphasis && html`<p class="card-emphasis"><b>${card.emphasis.title}</b>${card.emphasis.description}</p>`}
    ${card.quote && html`<blockquote class="quoted">${card.quote}</blockquote>`}
    ${card.detail && html`<p class="card-detail">${card.detail}</p>`}
    <${Facts} facts=${card.facts} />
    <${Buttons} buttons=${card.buttons} tapped=${tapped.card === card ? tapped.key : ''} onTap=${tap} />
    <${Links} links=${card.links} />
  </section>`;
}

/** @param {{facts: {label: string, value: string}[]}} props */
function Facts({ facts }) {
  if (facts.length === 0) return null;
  return html`<dl class="card-facts">
    ${facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** @param {{buttons: {text: string, key: string, style: number}[], tapped: string, onTap: (key: string) => void}} props */
function Buttons({ buttons, tapped, onTap }) {
  if (buttons.length === 0) return null;
  return html`<div class=${`card-buttons ${buttons.length === 1 ? 'single' : ''}`}>
    ${buttons.map(
      ({ text, key, style }) =>
        html`<button
          type="button"
          class=${`card-button style-${style} ${tapped === key ? 'tapped' : ''}`}
          disabled=${tapped !== ''}
          onClick=${() => onTap(key)}
        >
          ${text}
        </button>`,
    )}
  </div>`;
}

/** @param {{links: {text: string, url: string}[]}} props */
function Links({ links }) {
  if (links.length === 0) return null;
  return html`<p class="card-links">
    ${links.map(({ text, url }) => html`<a href=${url} target="_blank" rel="noreferrer noopener">${text}</a>`)}
  </p>`;
}
