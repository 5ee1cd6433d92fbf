// @ts-check
import { html } from '../../modules/htm-preact.js';

/**
 * A button with what opens below it; closes when left, and on Escape.
 * @param {{name: string, label: string, title: unknown, children?: unknown}} props
 */
export function Menu({ name, label, title, children }) {
  /** @param {FocusEvent & {currentTarget: HTMLDetailsElement}} event */
  const closeOutside = (event) => {
    const next = event.relatedTarget;
    if (next instanceof Node && !event.currentTarget.contains(next)) event.currentTarget.open = false;
  };
  /** @param {KeyboardEvent} event */
  const closeOnEscape = (event) => {
    if (event.key === 'Escape') closeMenu(name);
  };
  return html`<details class=${`menu ${name}`} name="menu" onFocusOut=${closeOutside} onKeyDown=${closeOnEscape}>
    <summary title=${label}><span class="unseen">${label}：</span>${title}</summary>
    <div class="menu-body">${children}</div>
  </details>`;
}

/** @param {string} name */
export function openMenu(name) {
  const menu = find(name);
  if (!menu) return;
  menu.open = true;
  menu.querySelector('summary')?.focus();
}

/** The focus stays at the menu. @param {string} name */
export function closeMenu(name) {
  const menu = find(name);
  if (!menu?.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

/** @param {string} name */
function find(name) {
  const found = document.querySelector(`details.${name}`);
  return found instanceof HTMLDetailsElement ? found : undefined;
}
