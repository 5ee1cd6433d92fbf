// @ts-check
import { html, useEffect, useState } from '../../modules/htm-preact.js';
import { isAnythingWrong, isOn, sectionsOf, switched, without } from '../faults.js';
import { send } from '../server.js';
import { Menu } from './menu.js';

/** @typedef {import('../server.js').World} World */
/** @typedef {import('../faults.js').Faults} Faults */
/** @typedef {import('../faults.js').Switch} Switch */

const REACHED = {
  callback: '现在：企业微信把消息送到机器人的网址（回调方式）。',
  longConnection: '现在：机器人自己连上企业微信收消息（长连接方式，不用公网地址）。',
};

/**
 * How the bot hears of things, and what the stand-in does wrong.
 * @param {{world: World, onError: (text: string) => void}} props
 */
export function FaultMenu({ world, onError }) {
  const [now, setNow] = useState(/** @type {Faults} */ ({}));
  useEffect(() => {
    send('GET', '/faults').then(setNow, () => {});
  }, []);
  /** @param {Faults} wanted */
  const put = (wanted) => send('PUT', '/faults', wanted).then(setNow, (error) => onError(error.message));
  /** @param {Switch} one */
  const press = async (one) => {
    await put({ ...now, ...one.faults });
    await put(without(now, Object.keys(one.faults)));
  };
  const isWrong = isAnythingWrong(now);
  return html`<${Menu} name="faults" label="企业微信出故障" title=${isWrong ? html`<b class="broken">有故障</b>` : html`<span class="long">模拟</span>故障`}>
    <p>${REACHED[world.reachedBy]}</p>
    <p>让替身像出了毛病的企业微信，看机器人怎么应付。可以同时选几样。</p>
    <button class="all-right" type="button" disabled=${!isWrong} onClick=${() => put({})}>
      ${isWrong ? '恢复正常' : '一切正常'}
    </button>
    ${sectionsOf(world).map(({ title, switches }, index) => {
      const count = switches.filter((one) => isOn(one, now)).length;
      return html`<details class="fault-section" open=${index === 0}>
          <summary>${title}${count > 0 && html`<small>开了 ${count} 项</small>`}</summary>
          ${switches.map((one) => html`<${FaultSwitch} one=${one} now=${now} onChange=${() => put(switched(one, now))} onPress=${() => press(one)} />`)}
        </details>`;
    })}
  <//>`;
}

/** @param {{one: Switch, now: Faults, onChange: () => void, onPress: () => void}} props */
function FaultSwitch({ one, now, onChange, onPress }) {
  if (one.isOnce) return html`<button class="fault-once" type="button" onClick=${onPress}>${one.label}</button>`;
  return html`<label><input type="checkbox" checked=${isOn(one, now)} onChange=${onChange} />${one.label}</label>`;
}
