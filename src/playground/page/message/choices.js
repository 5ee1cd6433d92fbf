// @ts-check
import { html, useRef } from '../../modules/htm-preact.js';

/**
 * @typedef {{key: string, title: string, form: 'vote' | 'list', isMultiple: boolean, isDisabled: boolean,
 *   options: {id: string, text: string, isChosen: boolean}[]}} Question
 * @typedef {Record<string, string[]>} Selected
 */

let count = 0;

/** What is chosen before anybody touches it. @param {Question[]} questions @returns {Selected} */
export function standing(questions) {
  return Object.fromEntries(
    questions.map(({ key, options }) => [key, options.flatMap(({ id, isChosen }) => (isChosen ? [id] : []))]),
  );
}

/** Whether it can be sent. @param {Question} question @param {Selected} selected */
export function isAnswered({ key, isDisabled }, selected) {
  return !isDisabled && (selected[key] ?? []).length > 0;
}

/**
 * The questions of a card.
 * @param {{questions: Question[], selected: Selected, onChoose: (selected: Selected) => void}} props
 */
export function Choices({ questions, selected, onChoose }) {
  if (questions.length === 0) return null;
  return html`<div class="card-choices">
    ${questions.map((question) => {
      /** @param {string[]} ids */
      const choose = (ids) => onChoose({ ...selected, [question.key]: ids });
      const Kind = question.form === 'list' ? List : Vote;
      return html`<${Kind} key=${question.key} question=${question} chosen=${selected[question.key] ?? []} onChoose=${choose} />`;
    })}
  </div>`;
}

/** @param {{question: Question, chosen: string[], onChoose: (ids: string[]) => void}} props */
function Vote({ question, chosen, onChoose }) {
  const { title, isMultiple, isDisabled, options } = question;
  const name = useRef('');
  if (name.current === '') name.current = `question-${++count}`;
  /** @param {string} id */
  const toggle = (id) => {
    if (!isMultiple) return onChoose([id]);
    // In the order of the options, however they were touched.
    return onChoose(options.flatMap((one) => ((one.id === id) !== chosen.includes(one.id) ? [one.id] : [])));
  };
  return html`<fieldset disabled=${isDisabled}>
    <legend>${title || (isMultiple ? '可选多项' : '选一项')}${isDisabled && '（不能再选）'}</legend>
    ${options.map(
      ({ id, text }) => html`<label class=${chosen.includes(id) ? 'chosen' : ''}>
        <input type=${isMultiple ? 'checkbox' : 'radio'} name=${name.current} checked=${chosen.includes(id)} onChange=${() => toggle(id)} />${text}
      </label>`,
    )}
  </fieldset>`;
}

/** @param {{question: Question, chosen: string[], onChoose: (ids: string[]) => void}} props */
function List({ question, chosen, onChoose }) {
  const { title, isDisabled, options } = question;
  return html`<label class="card-list">
    <span>${title || '选择'}</span>
    <select
      disabled=${isDisabled}
      value=${chosen[0]}
      onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => onChoose([currentTarget.value])}
    >
      ${options.map(({ id, text }) => html`<option value=${id} selected=${id === chosen[0]}>${text}</option>`)}
    </select>
  </label>`;
}
