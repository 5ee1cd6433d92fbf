import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { identify } from '../../../../src/bot/attachment/content.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(64)]);
const JPG = Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.alloc(64)]);
const OLD_OFFICE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

it.each([
  ['a picture under its own name', PNG, '签到表.png', { name: '签到表.png', mime: 'image/png' }],
  ['a picture that calls itself a document', JPG, '报告.docx', { name: '报告.jpg', mime: 'image/jpeg' }],
  ['a picture without a name', JPG, undefined, { name: '照片.jpg', mime: 'image/jpeg' }],
  ['a name that climbs out of its folder', PNG, '../../etc/passwd.png', { name: 'passwd.png', mime: 'image/png' }],
  ['a name with what no file system takes', PNG, 'a<b>:"c"|?*\u202e.png', { name: 'abc.png', mime: 'image/png' }],
  ['Word before 2007', OLD_OFFICE, '名单.doc', { name: '名单.doc', mime: 'application/x-cfb' }],
  ['Excel before 2007', OLD_OFFICE, '名单.XLS', { name: '名单.xls', mime: 'application/x-cfb' }],
  ['plain text', Buffer.from('姓名,小时\n王芳,3'), '表.md', { name: '表.txt', mime: 'text/plain; charset=utf-8' }],
  ['a table', Buffer.from('姓名,小时\n王芳,3'), '表.CSV', { name: '表.csv', mime: 'text/csv; charset=utf-8' }],
  [
    'a table in GBK',
    Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a]),
    '表.csv',
    { name: '表.csv', mime: 'text/csv; charset=gb18030' },
  ],
  ['a locked table', OLD_OFFICE, '名册.xlsx', { name: '名册.xlsx', mime: 'application/x-cfb' }],
])('%s', async (_, bytes, name, expected) => {
  expect(await identify(bytes, name)).toEqual(expected);
});

it('a document of today', async () => {
  const zip = new JSZip();
  zip.file(
    '[Content_Types].xml',
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  zip.file('word/document.xml', '<w/>');
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  expect((await identify(bytes, '总结.docx')).name).toBe('总结.docx');
});

it.each([
  ['nothing', Buffer.alloc(0), /是空的/],
  ['a program', Buffer.concat([Buffer.from('4d5a90000300', 'hex'), Buffer.alloc(100)]), /不是照片/],
  ['a script in another encoding', Buffer.from([0xff, 0xfe, 0x00, 0x41, 0xd8]), /不是照片/],
  ['text with a NUL', Buffer.from('a\u0000b'), /不是照片/],
])('refuses %s', async (_, bytes, reason) => {
  await expect(identify(bytes, '照片.jpg')).rejects.toThrow(reason);
});
