// @ts-check
import { html, useState } from '../../modules/htm-preact.js';
import { Choices, isAnswered, standing } from './choices.js';

/** @typedef {import('../server.js').Body} Body */
/** @typedef {Record<string, string[]>} Selected option ids by question */

/**
 * A template card; its buttons rest while a tap is under way, until the card is replaced.
 * @param {{card: Body, onTap: (card: Body, key: string, selected: Selected) => Promise<void>,
 *   onAsk: (question: string) => void}} props
 */
export function Card({ card, onTap, onAsk }) {
  const [tapped, setTapped] = useState({ card: /** @type {Body | undefined} */ (undefined), key: '' });
  const [touched, setTouched] = useState({ card, selected: /** @type {Selected} */ ({}) });
  const questions = card.questions ?? [];
  // What was chosen on a card that was replaced since is forgotten.
  const selected = { ...standing(questions), ...(touched.card === card && touched.selected) };
  const resting = tapped.card === card ? tapped.key : '';
  /** @param {string} key @param {Selected} [choices] */
  const tap = async (key, choices = selected) => {
    setTapped({ card, key });
    await onTap(card, key, choices);
    setTapped({ card: undefined, key: '' });
  };
  const isReady = questions.every((/** @type {import('./choices.js').Question} */ one) => isAnswered(one, selected));
  return html`<section class="card" aria-label=${`卡片：${card.title}`}>
    ${card.menu && html`<${ActionMenu} menu=${card.menu} isResting=${resting !== ''} onTap=${(/** @type {string} */ key) => tap(key, {})} />`}
    ${card.source && html`<p class="card-source">${card.source}</p>`}
    ${card.title && html`<h4 class="card-title">${card.title}</h4>`}
    ${card.description && html`<p class="card-description">${card.description}</p>`}
    ${card.picture && html`<${CardPicture} picture=${card.picture} />`}
    ${card.emphasis && html`<p class="card-emphasis"><b>${card.emphasis.title}</b>${card.emphasis.description}</p>`}
    ${card.quote && html`<blockquote class="quoted">${card.quote}</blockquote>`}
    ${card.detail && html`<p class="card-detail">${card.detail}</p>`}
    <${Facts} facts=${card.facts} />
    <${Choices} questions=${questions} selected=${selected} onChoose=${(/** @type {Selected} */ wanted) => setTouched({ card, selected: wanted })} />
    <${Buttons} buttons=${card.buttons} tapped=${resting} onTap=${tap} />
    ${card.submit && html`<${Submit} submit=${card.submit} tapped=${resting} isReady=${isReady} onTap=${tap} />`}
    ${card.spent && html`<p class="card-spent">${card.spent}</p>`}
    <${Links} links=${card.links} asks=${card.asks ?? []} onAsk=${onAsk} />
  </section>`;
}

/** @param {{menu: {text: string, actions: {text: string, key: string}[]}, isResting: boolean, onTap: (key: string) => void}} props */
function ActionMenu({ menu, isResting, onTap }) {
  /** @param {MouseEvent & {currentTarget: HTMLElement}} event @param {string} key */
  const choose = ({ currentTarget }, key) => {
    currentTarget.closest('details')?.removeAttribute('open');
    onTap(key);
  };
  /** @param {FocusEvent & {currentTarget: HTMLDetailsElement}} event */
  const closeOutside = ({ currentTarget, relatedTarget }) => {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
  };
  /** @param {{currentTarget: HTMLDetailsElement}} event */
  const bringIntoView = ({ currentTarget }) => {
    if (currentTarget.open) currentTarget.querySelector('.card-menu-body')?.scrollIntoView({ block: 'nearest' });
  };
  return html`<details class="card-menu" onFocusOut=${closeOutside} onToggle=${bringIntoView}>
    <summary aria-label=${menu.text || '更多'}>⋯</summary>
    <div class="card-menu-body">
      ${menu.text && html`<p>${menu.text}</p>`}
      ${menu.actions.map(
        ({ text, key }) =>
          html`<button type="button" disabled=${isResting} onClick=${(/** @type {any} */ event) => choose(event, key)}>${text}</button>`,
      )}
    </div>
  </details>`;
}

/** Pictures of other sites are not fetched. @param {{picture: {url: string, title: string, description: string}}} props */
function CardPicture({ picture }) {
  return html`<a class="card-picture" href=${picture.url} target="_blank" rel="noreferrer noopener">
    <span>${picture.title || '看图片'}</span>${picture.description && html`<small>${picture.description}</small>`}
  </a>`;
}

/** @param {{facts: {label: string, value: string}[]}} props */
function Facts({ facts }) {
  if (facts.length === 0) return null;
  return html`<dl class="card-facts">
    ${facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** @param {{buttons: {text: string, key: string, style: number, url?: string}[], tapped: string, onTap: (key: string) => void}} props */
function Buttons({ buttons, tapped, onTap }) {
  if (buttons.length === 0) return null;
  return html`<div class=${`card-buttons ${buttons.length === 1 ? 'single' : ''}`}>
    ${buttons.map(({ text, key, style, url }) =>
      url
        ? html`<a class=${`card-button style-${style}`} href=${url} target="_blank" rel="noreferrer noopener">${text}</a>`
        : html`<button
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

/** @param {{submit: {text: string, key: string}, tapped: string, isReady: boolean, onTap: (key: string) => void}} props */
function Submit({ submit, tapped, isReady, onTap }) {
  return html`<div class="card-buttons single">
    <button
      type="button"
      class=${`card-button style-1 ${tapped === submit.key ? 'tapped' : ''}`}
      disabled=${tapped !== '' || !isReady}
      onClick=${() => onTap(submit.key)}
    >
      ${submit.text}
    </button>
  </div>`;
}

/**
 * @param {{links: {text: string, url: string}[], asks: {text: string, question: string}[],
 *   onAsk: (question: string) => void}} props
 */
function Links({ links, asks, onAsk }) {
  if (links.length + asks.length === 0) return null;
  return html`<p class="card-links">
    ${asks.map(({ text, question }) => html`<button type="button" title=${question} onClick=${() => onAsk(question)}>${text}</button>`)}
    ${links.map(({ text, url }) => html`<a href=${url} target="_blank" rel="noreferrer noopener">${text}</a>`)}
  </p>`;
}
