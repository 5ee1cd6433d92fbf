// @ts-check
import { html, useEffect, useState } from '../../modules/htm-preact.js';
import { useTick } from '../hooks.js';
import { send } from '../server.js';
import { formatDate, formatShortDate, formatTime, fromInput, quickMoves, toInput, toWallTime } from '../time.js';
import { closeMenu, Menu } from './menu.js';

const SECOND_MS = 1000;
const FAULTS = [
  { label: '群机器人发得太频繁（45009）', faults: { pushErrcode: 45009 } },
  { label: '群机器人已被移出群（93000）', faults: { pushErrcode: 93000 } },
  { label: '消息在路上耽搁 6 秒', faults: { delayMs: 6000 } },
  { label: '每条消息投递两次', faults: { duplicate: true } },
  { label: '机器人的应答丢失一次', faults: { dropReply: true } },
];

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

/** What the stand-in does wrong. @param {{onError: (text: string) => void}} props */
export function FaultMenu({ onError }) {
  const [chosen, setChosen] = useState(-1);
  useEffect(() => {
    send('GET', '/faults').then(
      (now) => setChosen(FAULTS.findIndex(({ faults }) => isIn(faults, now))),
      () => {},
    );
  }, []);
  /** @param {number} index */
  const choose = (index) =>
    send('PUT', '/faults', FAULTS[index]?.faults ?? {}).then(
      () => setChosen(index),
      (error) => onError(error.message),
    );
  const options = [{ label: '一切正常' }, ...FAULTS];
  return html`<${Menu} name="faults" label="企业微信出故障" title=${chosen < 0 ? html`<span class="long">模拟</span>故障` : html`<b class="broken">有故障</b>`}>
    <p>让替身像出了毛病的企业微信，看机器人怎么应付。</p>
    <fieldset>
      <legend class="unseen">企业微信的状态</legend>
      ${options.map(
        ({ label }, index) =>
          html`<label><input type="radio" name="fault" checked=${chosen === index - 1} onChange=${() => choose(index - 1)} />${label}</label>`,
      )}
    </fieldset>
  <//>`;
}

/** @param {Record<string, unknown>} part @param {Record<string, unknown>} whole */
function isIn(part, whole) {
  return Object.entries(part).every(([name, value]) => whole[name] === value);
}
