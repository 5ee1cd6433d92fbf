import { userError } from '../../../../errors.ts';
import { numberColumn, quantityColumn, textColumn } from '../../../transfer/usecase/column.ts';
import { DAY, PROJECTS, UNIT, UNTIL } from '../../../transfer/usecase/shared.ts';
import { itemOf, levelOf } from '../../forms/form.ts';
import { LEVELS, type Level } from '../../types.ts';
import { workSheet } from './kind.ts';

const LEVEL = textColumn({
  head: '级别',
  also: ['等级', '层级', '荣誉级别', '媒体级别'],
  most: 8,
  note: `${LEVELS.join('、')}；空着就按名称看`,
  example: null,
});

function levelFrom(text: string | null, name: string): Level | null {
  if (text === null) return levelOf(name);
  const level = LEVELS.find(
    (one) => text.replace(/级$/, '').startsWith(one) || one.startsWith(text.replace(/级$/, '')),
  );
  if (!level) throw userError('invalid_input', `级别“${text}”认不出来，请写：${LEVELS.join('、')}`);
  return level;
}

export const honourSheet = workSheet(
  {
    day: DAY,
    untilDay: UNTIL,
    year: numberColumn({
      head: '年份',
      also: ['年度', '荣誉年份', '所属年度'],
      units: /年度?/,
      note: '是哪一年的荣誉；空着算日期那一年',
      example: null,
    }),
    item: textColumn({
      head: '荣誉名称',
      also: ['荣誉', '称号', '奖项', '荣誉称号', '名称', '所获荣誉'],
      isRequired: true,
      most: 40,
      note: '不用写引号',
      example: '例：优秀基层党组织',
    }),
    receiver: textColumn({
      head: '获得者',
      also: ['获奖单位', '获奖人', '获得单位', '获奖者', '受表彰单位'],
      note: '空着算党支部',
      example: null,
    }),
    giver: textColumn({
      head: '授予单位',
      also: ['颁发单位', '评选单位', '授予机关', '颁奖单位', '表彰单位'],
      note: '谁评的、谁发的',
      example: '区委',
    }),
    level: LEVEL,
    quantity: quantityColumn({ head: '数量', also: ['个数'], note: '几个单位或个人获得；空着算1', example: null }),
    unit: UNIT,
    projects: PROJECTS,
  },
  {
    key: 'honours',
    name: '荣誉',
    also: ['获奖', '表彰', '荣誉称号'],
    about: '谁被哪里评为什么、哪一年',
    kinds: ['honour'],
    label: '荣誉',
    tell({ day, untilDay, year, item, receiver, giver, level, quantity, unit, projects }) {
      const name = (item ?? '').replace(/[“”"「」《》]/g, '');
      if (year !== null && !(Number.isInteger(year) && year >= 1949 && year <= 2100)) {
        throw userError('invalid_input', `年份“${year}”不对，请写成 2025 这样`);
      }
      const honour = {
        ...{ item: name, giver, receiver, level: levelFrom(level, giver ?? name) },
        ...{ quantity: quantity.value ?? 1, unitWord: quantity.unitWord ?? '项' },
        year: year ?? Number(day?.slice(0, 4)),
      };
      return { title: null, day, untilDay, unit, projects, items: [itemOf('honour', honour)] };
    },
    toValues: ({ quantity, unitWord, ...line }) => ({ ...line, quantity: { value: quantity, unitWord } }),
  },
);

export const mediaSheet = workSheet(
  {
    day: DAY,
    untilDay: UNTIL,
    item: textColumn({
      head: '媒体',
      also: ['媒体名称', '报道媒体', '刊发媒体', '平台', '名称'],
      isRequired: true,
      most: 40,
      note: '哪家媒体，一家一行',
      example: '例：区融媒体中心',
    }),
    title: textColumn({
      head: '报道内容',
      also: ['内容', '标题', '报道标题', '活动', '题目', '主题'],
      note: '报道了什么',
      example: '文明养犬',
    }),
    level: LEVEL,
    unit: UNIT,
    projects: PROJECTS,
  },
  {
    key: 'media',
    name: '媒体报道',
    also: ['媒体', '报道', '宣传报道', '宣传'],
    about: '哪家媒体哪天报道了什么',
    kinds: ['media'],
    label: '媒体报道',
    tell: ({ item, level, ...told }) => {
      const name = (item ?? '').replace(/[“”"《》]/g, '');
      return {
        ...told,
        items: [itemOf('media', { item: name, quantity: 1, unitWord: '次', level: levelFrom(level, name) })],
      };
    },
    toValues: (line) => line,
  },
);
