// @ts-check
import { html, useState } from '../../modules/htm-preact.js';
import { useTick } from '../hooks.js';
import { send } from '../server.js';
import { formatDate, formatShortDate, formatTime, fromInput, quickMoves, toInput, toWallTime } from '../time.js';
import { closeMenu, Menu } from './menu.js';

const SECOND_MS = 1000;
/**
 * The bot's clock, and where it can be moved.
 * @param {{offset: number, onMoved: (now: string) => void, onError: (text: string) => void}} props
 */
export function ClockMenu({ offset, onMoved, onError }) {
  useTick(SECOND_MS);
  const now = Date.now() + offset;
  const [isMoving, setMoving] = useState(false);
  const [wanted, setWanted] = useState('');
  /** @param {number} instant */
  const move = async (instant) => {
    if (Number.isNaN(instant)) return;
    setMoving(true);
    try {
      onMoved((await send('PUT', '/clock', { now: toWallTime(instant) })).now);
      setWanted('');
      closeMenu('clock');
    } catch (error) {
      onError(error instanceof Error ? error.message : String(error));
    }
    setMoving(false);
  };
  return html`<${Menu} name="clock" label="机器人的时钟" title=${html`<span class="clock-date">${formatDate(now)}</span><span class="clock-short">${formatShortDate(now)}</span> <b>${formatTime(now)}</b>`}>
    <p>拨动机器人的时钟，路上到点的提醒会一条条发出来。</p>
    <div class="moves">
      ${quickMoves(now).map(
        ({ label, instant }) =>
          html`<button type="button" disabled=${isMoving} onClick=${() => move(instant)}>${label}</button>`,
      )}
    </div>
    <form
      class="free-move"
      onSubmit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        move(fromInput(wanted || toInput(now)));
      }}
    >
      <input
        type="datetime-local"
        aria-label="拨到"
        value=${wanted || toInput(now)}
        onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => setWanted(currentTarget.value)}
      />
      <button type="submit" disabled=${isMoving}>${isMoving ? '正在拨…' : '拨过去'}</button>
    </form>
  <//>`;
}
