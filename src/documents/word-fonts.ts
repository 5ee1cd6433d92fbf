import type { IFontAttributesProperties } from 'docx';

export type Face = 'title' | 'body' | 'black' | 'kai' | 'song';

/** In half points: 2号, 3号, 4号, 5号. */
export const SIZES = { two: 44, three: 32, four: 28, five: 21 } as const;

/** 22 lines in 225 mm, in twentieths of a point. */
export const LINE = 579;

/** 28 characters of 3号 (16 pt) in 156 mm need a quarter of a point less each, in twentieths of a point. */
export const CHARACTER_SPACING = -5;

const NAMES: Record<Face, string> = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  black: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
};

/** The same font for figures and letters, so that quotation marks are as wide as the characters beside them. */
export const FONTS: Record<Face, IFontAttributesProperties> = {
  title: faceOf('title'),
  body: faceOf('body'),
  black: faceOf('black'),
  kai: faceOf('kai'),
  song: faceOf('song'),
};

export const BODY = {
  font: FONTS.body,
  size: SIZES.three,
  // Figures as Chinese text would be broken in their middle at the end of a line.
  language: { value: 'en-US', eastAsia: 'zh-CN' },
} as const;

/** What takes the place of a font that a computer does not have. */
const SUBSTITUTES: [name: string, substitutes: string, family: string][] = [
  [NAMES.title, '小标宋,宋体,SimSun,Songti SC,Noto Serif CJK SC', 'roman'],
  [NAMES.body, '仿宋,FangSong,STFangsong,华文仿宋,Noto Serif CJK SC', 'modern'],
  [NAMES.black, 'SimHei,STHeiti,Heiti SC,Noto Sans CJK SC', 'modern'],
  [NAMES.kai, '楷体,KaiTi,STKaiti,Kaiti SC,Noto Serif CJK SC', 'modern'],
  [NAMES.song, 'SimSun,Songti SC,Noto Serif CJK SC', 'roman'],
];

/** word/fontTable.xml: names, what stands in for them, and that they are Chinese (charset 86, hexadecimal). */
export const FONT_TABLE = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
  ...SUBSTITUTES.map(
    ([name, substitutes, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${substitutes}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  ),
  '</w:fonts>',
].join('');

function faceOf(face: Face): IFontAttributesProperties {
  const name = NAMES[face];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' };
}
