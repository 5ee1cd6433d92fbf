import { readFileSync } from 'node:fs';
import type { Fact, Figure } from '../../../../src/features/summary/types.ts';
import { planDraft } from '../../../../src/features/summary/usecase/draft.ts';
import { DEFINITIONS } from '../../../../src/features/summary/usecase/figures.ts';
import { writableMaterial } from '../../../../src/features/summary/usecase/order.ts';
import { type Material, materialOf } from '../../../../src/features/summary/usecase/render.ts';
import { sampleRecords } from '../records.ts';
import { withIds } from '../sentences.ts';

/** Beside the product's: a change over the year before, and totals of the organisation. */
const MORE_DEFINITIONS = [
  { key: 'volunteers', said: /志愿者/, means: /注册志愿者/ },
  { key: 'stations', said: /服务站/, means: /服务站/ },
  { key: 'change', said: /比上年同期增加/, means: /比上年同期增加/ },
];

export const definitions = [...DEFINITIONS, ...MORE_DEFINITIONS];

const planned = planDraft(sampleRecords());
const writable = writableMaterial(planned.sections, planned.material);
const MORE = moreOf(planned.material);
export const material = add(writable, MORE);
const whole = add(planned.material, MORE);

/** The sentences of a file by the class they stand under, with references of the sample half year. */
export function readSentences(file: string): { kind: string; sentence: string }[] {
  let kind = '';
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('## ')) kind = line.slice(3);
      return line === '' || line.startsWith('## ') ? [] : [{ kind, sentence: withIds(line, whole) }];
    });
}

function moreOf({ facts }: Material): { facts: Fact[]; figures: Figure[] } {
  const idOf = (text: string): string => [...facts.values()].find((fact) => fact.text.includes(text))?.id ?? '';
  const dogs = idOf('文明养犬');
  const exam = idOf('护考');
  return {
    facts: [
      { id: 'N91', kind: 'item', text: '倡议书', subjects: [] },
      { id: 'N92', kind: 'item', text: '环保袋', subjects: [] },
      { id: 'N93', kind: 'item', text: '雷锋出租车', subjects: [] },
      { id: 'N94', kind: 'medium', text: '市电视台', subjects: [dogs] },
      { id: 'N95', kind: 'honour', text: '“优秀志愿服务组织”', subjects: [idOf('党支部')] },
      { id: 'N96', kind: 'organisation', text: '城东站', subjects: [] },
      { id: 'D97', kind: 'period', text: '2024年上半年', subjects: [] },
    ],
    figures: [
      { ...figure('F91', 'measure', '份', 80, 'N91'), within: dogs },
      { ...figure('F92', 'measure', '套', 50, 'N92'), within: dogs },
      { ...figure('F93', 'resource', '辆', 4, 'N93'), within: exam },
      figure('F94', 'honours', '项', 2),
      figure('F95', 'media', '篇', 3),
      figure('F96', 'needs', '条', 12),
      figure('F97', 'volunteers', '名', 8775),
      figure('F98', 'stations', '个', 29),
      figure('F99', 'change', '场', 2),
      figure('F100', 'personTimes', '人次', 30, 'N96'),
      figure('F101', 'activities', '场', 8, 'D97'),
    ],
  };
}

function figure(id: string, key: string, unit: string, value: number, subject?: string): Figure {
  const known = { id, key, label: key, unit, value, status: 'recorded' as const, rule: '', rows: [] };
  return subject === undefined ? known : { ...known, subject };
}

function add({ figures, facts }: Material, more: { facts: Fact[]; figures: Figure[] }): Material {
  return materialOf([...more.figures, ...figures.values()], [...facts.values(), ...more.facts]);
}
