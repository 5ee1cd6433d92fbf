// @ts-check
import { html } from '../../modules/htm-preact.js';

const TONES = 8;
/** @type {string[]} */
let known = [];

/** Gives these people a colour each. @param {string[]} userids */
export function rememberPeople(userids) {
  known = userids;
}

/** A letter on a colour of one's own. @param {{name: string, kind?: string, seed?: string, isSmall?: boolean}} props */
export function Avatar({ name, kind = 'person', seed = name, isSmall = false }) {
  const tone = kind === 'person' ? `tone-${toneOf(seed)}` : `avatar-${kind}`;
  const letter = kind === 'bot' ? '志' : kind === 'robot' ? '通' : kind === 'group' ? '群' : letterOf(name);
  return html`<span class=${`avatar ${tone} ${isSmall ? 'small' : ''}`} aria-hidden="true">${letter}</span>`;
}

/** The given name of a Chinese name, the first letters of another. @param {string} name */
function letterOf(name) {
  return /^\p{Script=Han}{2,4}$/u.test(name) ? name.slice(-2) : name.slice(0, 2).toUpperCase();
}

/** @param {string} seed */
function toneOf(seed) {
  let sum = Math.max(known.indexOf(seed), 0);
  if (known.includes(seed)) return sum % TONES;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return sum % TONES;
}
