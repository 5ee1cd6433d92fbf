import { expect, it } from 'vitest';
import { wordingOf } from '../../../../src/features/misreading/usecase/record.ts';

const ROSTER = ['王芳', '欧阳明月', '阿依古丽', '夏天'];

it.each([
  ['例会请教', '例会请教'],
  ['  例会　請教\n出差 ', '例会 请教 出差'],
  ['给13800001234打个电话', '给138****1234打个电话'],
  ['身份证１１０１０１１９９００１０１１２３４', '身份证110**************4'],
  ['帮王芳抱个明', '帮王某抱个明'],
  ['我看见王芳了', '我看见王某了'],
  ['欧阳明月、阿依古丽去不去', '欧某、阿某去不去'],
  ['今年夏天真热', '今年夏天真热'],
  ['帮陈静抱个明', '帮陈静抱个明'],
  ['长'.repeat(300), '长'.repeat(200)],
  ['👍'.repeat(300), '👍'.repeat(200)],
  [' \n ', ''],
])('%s', (text, wording) => {
  expect(wordingOf(text, ROSTER)).toBe(wording);
});
