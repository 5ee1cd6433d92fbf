import { type Form, itemOf, levelOf, tidyTitle } from './form.ts';

const MEDIUM =
  '(?:中央电视台|央视|新华社|人民日报|[\\u4e00-\\u9fff]{1,8}(?:电视台|广播电台|人民广播电台|广播电视台|融媒体中心|日报|晚报|早报|晨报|时报|导报|青年报|商报|都市报|工人报|农村报|网|客户端|公众号|杂志|报社|电台))';
const MEDIA = new RegExp(`(?:[《“"]?${MEDIUM}[》”"]?)(?:\\s?[、,，和及\\s]\\s?(?:[《“"]?${MEDIUM}[》”"]?)){0,12}`);
const TOLD = /集中报道|重点报道|专题报道|报道|刊登|刊发|播出|采访|转载|推送|关注/;
const HEAD = /^(?:登记)?(?:媒体报道|媒体|宣传报道)\s*[:：]?\s*/;
const FILLER = /(?:等)?(?:[中央省市区县级]{1,6})?(?:媒体|新闻媒体)?(?:对|就)?(?:.{0,2}进行了?|先后|分别|集中|重点)*/y;

/** `中央电视台、经济日报 报道 爱心托起小世博` */
export const mediaForm: Form = {
  name: 'log_media',
  right: 'log',
  label: '媒体报道',
  pattern: /报道|刊登|刊发|播出|采访|转载|^(?:登记)?媒体/,
  help: {
    title: '登记媒体报道',
    line: '哪家媒体、哪一天、报道了什么',
    examples: [
      '6月3日 济宁日报 报道 爱心护考',
      '中央电视台、经济日报 报道了 爱心托起小世博',
      '媒体 区融媒体中心 文明养犬',
    ],
  },
  read({ text }) {
    if (/[?？吗呢]$|怎么|请.{0,6}(?:报道|采访)|联系|邀请/.test(text)) return undefined;
    const body = text.replace(HEAD, '');
    const isHeaded = body !== text;
    const found = MEDIA.exec(body);
    if (!found || (!isHeaded && !TOLD.test(body))) return undefined;
    const names = found[0].split(/[、,，和及\s]+/).map((name) => name.replace(/[《》“”"]/g, '').trim());
    const about = titleOf(body, found.index, found[0].length);
    return {
      title: about,
      items: names
        .filter((name) => name !== '')
        .map((name) => itemOf('media', { item: name, quantity: 1, unitWord: '次', level: levelOf(name) })),
    };
  },
};

/** What was told of: behind the verb, before the media, or between the two. */
function titleOf(text: string, start: number, length: number): string | null {
  const behind = text.slice(start + length);
  FILLER.lastIndex = 0;
  const between = behind.slice((FILLER.exec(behind)?.[0] ?? '').length);
  const [before = '', after = ''] = between.split(TOLD);
  const plain = (part: string) =>
    tidyTitle(part.replace(/^(?:了|的|进行了?|过)+|(?:进行了?|作了?|被)$/g, '').replace(/^[“"《]|[”"》]$/g, ''));
  return plain(after) ?? plain(before) ?? plain(text.slice(0, start).replace(/被$/, ''));
}
