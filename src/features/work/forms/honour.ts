import { NUMERAL, parseNumber } from '../../../language/number.ts';
import type { Said, Told } from '../types.ts';
import { type Form, itemOf, levelOf, tidyTitle } from './form.ts';

const ASKS = /[?？吗呢]$|怎么|谁/;
const END = '(?:的)?(?:荣誉)?(?:称号|奖项)?$';
const JUDGED = new RegExp(
  `^(?<receiver>.{0,40}?)(?:被|经|获|荣获)(?<giver>[^被获]{0,24}?)(?:评选为|评为|授予|表彰为|命名为|认定为|确定为)\\s?(?<item>.{2,40}?)${END}`,
);
const WON = new RegExp(
  `^(?<receiver>.{0,40}?)(?:荣获|获得了?|获评|喜获|荣膺|获)\\s?(?<giver>.{0,20}?(?:党委|政府|党工委|文明委|文明办|宣传部|组织部|民政局|团委|妇联|工会|协会|办公室|委员会|局|办|部))?(?:颁发的|授予的|的)?\\s?(?<item>.{2,40}?(?:称号|奖|奖项|荣誉|单位|组织|个人|党组织|志愿者|集体|标兵|支部|服务站|工作站|项目|案例))${END}`,
);
const WORDED = /^(?:登记)?荣誉\s*[:：]?\s*(?<rest>.{2,})$/;
const MANY = new RegExp(`^(?:有)?(?<n>${NUMERAL})(?<u>个|名|位|家)(?<who>.*)$`);
/** 连续两年 */
const RUNNING = new RegExp(`连续(${NUMERAL})年`);
const BODY =
  /党委|政府|党工委|文明委|文明办|宣传部|组织部|民政局|团委|妇联|工会|协会|办公室|委员会|[区县市省][委局]$|局$|办$/;

/** `协会党支部被区委评为“优秀基层党组织” 2014年` */
export const honourForm: Form = {
  name: 'log_honour',
  right: 'log',
  label: '荣誉',
  pattern: /荣誉|评为|授予|评选为|表彰为|命名为|认定为|荣获|获得|获评|喜获|荣膺/,
  help: {
    title: '登记荣誉',
    line: '谁被哪里评为什么、哪一年',
    examples: [
      '协会党支部被区委评为“优秀基层党组织” 2014年',
      '荣誉 优秀志愿服务组织 市文明委 2014年',
      '4个服务站被市文明委评为优秀志愿服务组织',
    ],
  },
  read(said) {
    if (ASKS.test(said.text)) return undefined;
    const worded = WORDED.exec(said.text)?.groups?.rest;
    if (worded !== undefined && !JUDGED.test(worded)) return fromPieces(worded, said);
    const found = (JUDGED.exec(worded ?? said.text) ?? WON.exec(worded ?? said.text))?.groups;
    if (!found) return undefined;
    return told({ receiver: found.receiver ?? '', giver: found.giver ?? '', item: found.item ?? '' }, said);
  },
};

/** `优秀志愿服务组织 市文明委 城区站` */
function fromPieces(text: string, said: Said): Told | undefined {
  const pieces = text.split(/[\s,，、]+/).filter((piece) => piece !== '');
  const giver = pieces.find((piece) => BODY.test(piece) && pieces.length > 1);
  const [item = '', ...rest] = pieces.filter((piece) => piece !== giver);
  return told({ receiver: rest.join(''), giver: giver ?? '', item }, said);
}

function told({ receiver, giver, item }: { receiver: string; giver: string; item: string }, { year, day }: Said): Told {
  const names = item
    .split(/[”"」]\s?[、和及,，]\s?[“"「]|[、]/)
    .map((one) => one.replace(/[“”"「」]/g, '').trim())
    .filter((one) => one !== '');
  const running = RUNNING.exec(receiver)?.[1];
  const many = MANY.exec(receiver.trim())?.groups;
  const who = tidyTitle((many?.who ?? receiver).replace(RUNNING, ''));
  const quantity = parseNumber(many?.n ?? running ?? '') ?? 1;
  const by = giver.trim() === '' ? null : giver.trim();
  return {
    title: null,
    items: names.map((name) =>
      itemOf('honour', {
        item: name,
        quantity,
        unitWord: many?.u ?? (running === undefined ? '项' : '年'),
        giver: by,
        receiver: who,
        level: levelOf(`${by ?? ''}${by === null ? name : ''}`),
        year: year ?? Number(day.slice(0, 4)),
      }),
    ),
  };
}
