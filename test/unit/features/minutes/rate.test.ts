import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findTasks } from '../../../../src/features/minutes/usecase/find/tasks.ts';

interface Sample {
  text: string;
  /** `about`: words that stand in the title. */
  tasks: { owners: string; due: string | null; about: string }[];
  /** Never looked at when rules are written. */
  aside?: true;
}

const ROSTER = ['李强', '王芳', '赵敏', '周丽', '周一鸣', '张三', '陈静', '孙浩', '欧阳修竹'];
/** A Monday. */
const DAY = '2026-06-01';
const SAMPLES = readFileSync(new URL('../../../fixtures/minutes/tasks.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Sample => JSON.parse(line));

/** Sentences whose tasks are found with their people and days, none too many. */
it.each([
  ['written for', false, 0.95],
  ['set aside', true, 0.85],
])('finds who is to do what until when in minutes %s', (_, isAside, least) => {
  const samples = SAMPLES.filter(({ aside = false }) => aside === isAside);
  const wrong = samples.filter((sample) => !isRight(sample)).map(({ text }) => text);
  expect(1 - wrong.length / samples.length, wrong.join('\n')).toBeGreaterThanOrEqual(least);
});

function isRight({ text, tasks }: Sample): boolean {
  const found = findTasks(text, { day: DAY, roster: ROSTER });
  return (
    found.length === tasks.length &&
    tasks.every(({ owners, due, about }, i) => {
      const task = found[i];
      return task?.owners.join('、') === owners && task.due === due && task.title.includes(about);
    })
  );
}
