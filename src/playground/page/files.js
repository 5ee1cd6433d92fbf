// @ts-check

/** @typedef {{kind: 'image' | 'file' | 'video', name: string, base64: string, size: number, preview: string}} Picked */

/** WeCom takes no more. */
const MAX_BYTES = 100 * 1024 * 1024;

/**
 * What somebody chose on the device; an error's message is what to show.
 * @param {File} file
 * @returns {Promise<Picked>}
 */
export async function readPicked(file) {
  if (file.size > MAX_BYTES) throw new Error(`“${file.name}”超过 100 MB，企业微信发不了。`);
  const preview = await asDataUrl(file);
  const base64 = preview.slice(preview.indexOf(',') + 1);
  return { kind: kindOf(file), name: file.name || '图片.png', base64, size: file.size, preview };
}

/** The pictures among what is on the clipboard. @param {DataTransfer | null} clipboard @returns {File[]} */
export function picturesOn(clipboard) {
  return [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
}

/** @param {number} size */
export function formatSize(size) {
  if (size < 1024) return `${size} 字节`;
  return size < 1024 * 1024 ? `${(size / 1024).toFixed(1)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}

/** @param {File} file @returns {Picked['kind']} */
function kindOf({ type }) {
  if (type.startsWith('image/')) return 'image';
  return type.startsWith('video/') ? 'video' : 'file';
}

/** @param {File} file @returns {Promise<string>} */
function asDataUrl(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error(`“${file.name}”读不出来。`));
    reader.readAsDataURL(file);
  });
}
