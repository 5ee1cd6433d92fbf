// @ts-check
import { html, useRef } from '../../modules/htm-preact.js';
import { readPicked } from '../files.js';

/** @typedef {import('../files.js').Picked} Picked */

/**
 * Buttons that open the device's own choice: pictures go with the words, a file goes at once.
 * @param {{isGroup: boolean, hasText: boolean, onPictures: (pictures: Picked[]) => void, onFile: (file: Picked) => void,
 *   onSpeak: () => void, onError: (text: string) => void}} props
 */
export function Attach({ isGroup, hasText, onPictures, onFile, onSpeak, onError }) {
  const pictures = useRef(/** @type {HTMLInputElement | null} */ (null));
  const file = useRef(/** @type {HTMLInputElement | null} */ (null));
  /** @param {HTMLInputElement} input */
  const take = async (input) => {
    try {
      const picked = await Promise.all([...(input.files ?? [])].map(readPicked));
      if (input === pictures.current) onPictures(picked);
      else for (const one of picked) onFile(one);
    } catch (error) {
      onError(error instanceof Error ? error.message : String(error));
    }
    // The same file can be chosen again.
    input.value = '';
  };
  /** @param {{currentTarget: HTMLInputElement}} event */
  const onChange = ({ currentTarget }) => take(currentTarget);
  return html`<div class="attach">
    <input ref=${pictures} class="unseen" type="file" accept="image/*" multiple tabindex="-1" aria-label="选图片" onChange=${onChange} />
    <input ref=${file} class="unseen" type="file" tabindex="-1" aria-label="选文件" onChange=${onChange} />
    <button type="button" title="选几张图片，和话一起发" onClick=${() => pictures.current?.click()}>图片</button>
    <button type="button" title="选一个文件或视频，马上发出去" onClick=${() => file.current?.click()}>文件</button>
    ${!isGroup && html`<button type="button" disabled=${!hasText} title="把打的字当成说出来的话发" onClick=${onSpeak}>当语音发</button>`}
  </div>`;
}

/** The pictures that wait to be sent. @param {{pictures: Picked[], onRemove: (picture: Picked) => void}} props */
export function Tray({ pictures, onRemove }) {
  if (pictures.length === 0) return null;
  return html`<ul class="tray" aria-label="要发的图片">
    ${pictures.map(
      (picture) => html`<li>
        <img src=${picture.preview} alt=${picture.name} title=${picture.name} />
        <button type="button" aria-label=${`不发${picture.name}`} onClick=${() => onRemove(picture)}>×</button>
      </li>`,
    )}
  </ul>`;
}
