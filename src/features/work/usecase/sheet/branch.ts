import { userError } from '../../../../errors.ts';
import { listColumn, quantityColumn, textColumn } from '../../../transfer/usecase/column.ts';
import { DAY, PROJECTS, UNIT, UNTIL } from '../../../transfer/usecase/shared.ts';
import { figureOf } from '../../forms/branch.ts';
import { itemOf } from '../../forms/form.ts';
import { workSheet } from './kind.ts';

export const needSheet = workSheet(
  {
    day: DAY,
    untilDay: UNTIL,
    giver: textColumn({
      head: '提出单位',
      also: ['需求单位', '单位名称', '申请单位', '来源', '社区', '提出方'],
      isRequired: true,
      note: '哪个单位、社区要的',
      example: '例：民政局',
    }),
    needs: listColumn({
      head: '需求',
      also: ['需求内容', '服务需求', '需要的服务', '内容'],
      isRequired: true,
      note: '需要什么服务，几样用顿号隔开',
      example: '法律援助',
    }),
    unit: UNIT,
    projects: PROJECTS,
  },
  {
    key: 'needs',
    name: '服务需求',
    also: ['需求', '收到的需求'],
    about: '哪个单位、社区需要什么服务',
    kinds: ['need'],
    label: '服务需求',
    tell: ({ giver, needs, ...told }) => ({
      ...{ ...told, title: null },
      items: needs.map((item) => itemOf('need', { item, quantity: 1, unitWord: '项', giver })),
    }),
    toValues: ({ item, ...line }) => ({ ...line, needs: [item] }),
  },
);

export const applicationSheet = workSheet(
  {
    day: DAY,
    untilDay: UNTIL,
    quantity: quantityColumn({
      head: '份数',
      also: ['数量', '人数', '申请书份数'],
      isRequired: true,
      note: '那天收到几份',
      example: 2,
    }),
    unit: UNIT,
  },
  {
    key: 'applications',
    name: '入党申请书',
    also: ['申请书'],
    about: '哪天收到几份入党申请书（只有支委看得到）',
    kinds: ['application'],
    label: '入党申请书',
    tell({ quantity, ...told }) {
      if (quantity.value === null) throw userError('invalid_input', '没有写份数');
      const item = itemOf('application', { item: '入党申请书', quantity: quantity.value, unitWord: '份' });
      return { ...told, title: null, items: [item] };
    },
    toValues: ({ quantity, ...line }) => ({ ...line, quantity: { value: quantity, unitWord: null } }),
  },
);

const NAME = { most: 40, isRequired: true };

export const baseSheet = workSheet(
  {
    day: DAY,
    untilDay: UNTIL,
    item: textColumn({
      head: '基地名称',
      also: ['基地', '名称'],
      ...NAME,
      note: '全名',
      example: '例：志愿者培训基地',
    }),
    unit: UNIT,
  },
  {
    key: 'bases',
    name: '基地',
    also: ['实践基地', '基地建设'],
    about: '建起了什么基地、哪一天',
    kinds: ['base'],
    label: '基地',
    tell: ({ item, ...told }) => ({
      ...told,
      title: null,
      items: [itemOf('base', { item: item ?? '', quantity: 1, unitWord: '个' })],
    }),
    toValues: (line) => line,
  },
);

export const regulationSheet = workSheet(
  {
    day: DAY,
    untilDay: UNTIL,
    item: textColumn({
      head: '制度名称',
      also: ['制度', '名称', '文件名称'],
      ...NAME,
      note: '不用写书名号',
      example: '例：积分制度',
    }),
    unit: UNIT,
  },
  {
    key: 'regulations',
    name: '制度',
    also: ['规章制度', '制度建设'],
    about: '定了哪些制度、哪一天',
    kinds: ['regulation'],
    label: '制度',
    tell: ({ item, ...told }) => ({
      ...{ ...told, title: null },
      items: [itemOf('regulation', { item: (item ?? '').replace(/[《》]/g, ''), quantity: 1, unitWord: '项' })],
    }),
    toValues: (line) => line,
  },
);

export const organisationSheet = workSheet(
  {
    day: { ...DAY, also: [...DAY.also, '截至', '截至日期', '统计日期'] },
    untilDay: UNTIL,
    item: textColumn({
      head: '指标',
      also: ['名称', '项目', '内容', '类别'],
      isRequired: true,
      note: '服务站、志愿者、党员、入党积极分子、支委',
      example: '志愿者',
    }),
    quantity: quantityColumn({
      head: '数量',
      also: ['数值', '人数', '总数'],
      isRequired: true,
      note: '截至那天有多少',
      example: 100,
    }),
    unit: UNIT,
  },
  {
    key: 'organisation',
    name: '组织情况',
    also: ['组织概况', '队伍情况', '基本情况'],
    about: '截至某天有多少服务站、志愿者、党员',
    kinds: ['organisation'],
    label: '组织情况',
    tell({ item, quantity, ...told }) {
      const figure = figureOf(item ?? '');
      if (!figure)
        throw userError('invalid_input', `指标“${item}”认不出来，请写：服务站、志愿者、党员、入党积极分子、支委`);
      if (quantity.value === null) throw userError('invalid_input', '没有写数量');
      return { ...told, title: null, items: [itemOf('organisation', { ...figure, quantity: quantity.value })] };
    },
    toValues: ({ quantity, ...line }) => ({ ...line, quantity: { value: quantity, unitWord: null } }),
  },
);
