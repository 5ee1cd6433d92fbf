import { expect, it } from 'vitest';
import { findLabels } from '../../../../src/features/minutes/usecase/find/labels.ts';

const ROSTER = ['李强', '王芳', '赵敏', '和平'];

it.each([
  [
    '主持：李强 记录：王芳 出席：李强、王芳、赵敏等8人 请假：周丽（出差）',
    { chair: '李强', recorder: '王芳', present: ['李强', '王芳', '赵敏'], leave: ['周丽'] },
  ],
  ['会议由李强主持，王芳记录。', { chair: '李强', recorder: '王芳' }],
  ['由李强主持会议', { chair: '李强' }],
  ['李强主持，到会6人，王芳记录', { chair: '李强', recorder: '王芳' }],
  [
    '主持人：李强\n参会人员：李强、王芳、和平\n缺席：无\n地点：二楼会议室\n议题：护考、义诊',
    { chair: '李强', present: ['李强', '王芳', '和平'], place: '二楼会议室', agenda: ['护考', '义诊'] },
  ],
  ['到会8人', {}],
  ['他请假：因为出差', {}],
])('reads who led, wrote and came: %j', (text, expected) => {
  expect(findLabels(text, { roster: ROSTER })).toEqual(expected);
});
