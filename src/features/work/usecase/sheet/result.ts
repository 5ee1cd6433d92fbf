import { choiceColumn, quantityColumn, textColumn } from '../../../transfer/usecase/column.ts';
import { DAY, PROJECTS, UNIT, UNTIL } from '../../../transfer/usecase/shared.ts';
import { itemOf } from '../../forms/form.ts';
import type { WorkKind } from '../../types.ts';
import { workSheet } from './kind.ts';

const COLUMNS = {
  day: DAY,
  untilDay: UNTIL,
  title: textColumn({
    head: '活动',
    also: ['活动名称', '服务内容', '项目名称', '事项', '工作'],
    most: 60,
    note: '是哪个活动的；自己成一件事的空着',
    example: '例：文明养犬',
  }),
  kind: choiceColumn(
    {
      head: '类别',
      also: ['类型', '成果类别'],
      note: '成果（发了、种了、修了什么）、投入（动用的车辆设备）、受益（帮到多少人）；空着算成果',
      example: '成果',
    },
    {
      measure: ['成果', '产出', '发放'],
      resource: ['投入', '车辆', '物资', '资源'],
      helped: ['受益', '受益人数', '惠及'],
    },
  ),
  verb: textColumn({ head: '做法', also: ['方式', '动作'], most: 8, note: '发放、种植、清理……', example: '发放' }),
  item: textColumn({
    head: '名称',
    also: ['物品', '内容', '成果', '成果名称', '品名', '对象'],
    isRequired: true,
    most: 40,
    note: '倡议书、树、雷锋出租车、群众……',
    example: '倡议书',
  }),
  quantity: quantityColumn({ head: '数量', also: ['人数', '件数'], note: '还不知道就空着，以后补', example: 80 }),
  unitWord: textColumn({ head: '量词', also: ['计量单位'], most: 8, note: '份、棵、辆、人……', example: '份' }),
  unit: UNIT,
  projects: PROJECTS,
};
const KINDS: readonly WorkKind[] = ['measure', 'resource', 'helped'];

/** What activities produced, used and whom they helped. */
export const resultSheet = workSheet(COLUMNS, {
  key: 'results',
  name: '活动成果',
  also: ['成果', '投入', '受益', '产出', 'measures'],
  about: '活动发放了、种了什么，动用了什么车辆设备，帮到多少人',
  kinds: KINDS,
  label: '成果',
  tell: ({ kind, verb, item, quantity, unitWord, ...told }) => ({
    ...told,
    items: [
      itemOf(kind ?? 'measure', {
        item: item ?? '',
        verb,
        quantity: quantity.value,
        unitWord: unitWord ?? quantity.unitWord ?? (kind === 'helped' ? '人' : null),
      }),
    ],
  }),
  toValues: ({ kind, quantity, ...line }) => ({
    ...line,
    kind: kind === 'resource' || kind === 'helped' ? kind : ('measure' as const),
    quantity: { value: quantity, unitWord: null },
  }),
});
