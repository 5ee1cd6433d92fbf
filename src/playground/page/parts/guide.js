// @ts-check
import { html } from '../../modules/htm-preact.js';

/** @typedef {import('../steps.js').Step} Step */

/**
 * What a newcomer may do first; the next step stands out.
 * @param {{steps: Step[], onTake: (step: Step) => void}} props
 */
export function Guide({ steps, onTake }) {
  const next = steps.findIndex(({ isDone }) => !isDone);
  return html`<section class="guide" aria-label="试用步骤">
    <h2>${next < 0 ? '都走过一遍了' : '照着走一遍：点一步，再点发送'}</h2>
    <ol>
      ${steps.map(
        (step, index) =>
          html`<li class=${step.isDone ? 'done' : ''}>
            <button type="button" aria-current=${index === next ? 'step' : undefined} onClick=${() => onTake(step)}>
              <span class="mark" aria-hidden="true">${step.isDone ? '✓' : index + 1}</span>
              <span>${step.about}${step.isDone && html`<span class="unseen">（做过了）</span>`}</span>
            </button>
          </li>`,
      )}
    </ol>
  </section>`;
}
