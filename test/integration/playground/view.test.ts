import { expect, it } from 'vitest';
import { stream, withFakeBot } from '../../support/fake-bot.ts';

const here = withFakeBot(() => stream('已为你报名'));

const say = (values: object) =>
  here.playground.send('POST', '/messages', { chat: 'group-1', sender: 'wangfang', text: '@志愿助手 报名', ...values });
const view = async (query: string): Promise<string[]> =>
  (await here.playground.send('GET', `/view?${query}`)).body.lines;

it('shows who said what, in its order, with quotes, pushes and what went wrong', async () => {
  await say({ text: '大家好' });
  await say({ quote: '护考招人' });
  const push = { msgtype: 'text', text: { content: '明天 8:00 集合' } };
  await here.playground.send('POST', '/wecom/cgi-bin/webhook/send?key=key-1', push);
  here.bot.handler = () => stream('');
  await say({ sender: 'liqiang' });
  here.bot.handler = (_, { raw }) => raw(200, '不是JSON');
  await say({ sender: 'liqiang' });
  expect(await view('chat=group-1&sender=wangfang')).toEqual([
    '王芳：大家好（没有@志愿助手，机器人收不到）',
    '王芳（引用：护考招人）：@志愿助手 报名',
    '志愿助手：已为你报名',
    '支部通知（群机器人）：明天 8:00 集合',
    '李强：@志愿助手 报名',
    '志愿助手：（空的回复）',
    '李强：@志愿助手 报名',
    expect.stringMatching(/^提示：企业微信没有收下/),
  ]);
});

it('shows an open stream as it stands, and what was sent by its name', async () => {
  here.bot.handler = ({ msgtype }) => (msgtype === 'stream' ? undefined : stream('正在数', false));
  const saying = say({ chat: null, text: undefined, file: { name: '名单.xlsx', base64: 'AAAA' } });
  await expect.poll(() => view('sender=wangfang')).toEqual(['王芳：［文件］名单.xlsx', '志愿助手：正在数（正在输入）']);
  here.bot.handler = () => stream('数好了');
  await saying;
  expect((await view('sender=wangfang')).at(-1)).toBe('志愿助手：数好了');
  expect(await view('sender=liqiang')).toEqual([]);
});

it('asks who looks', async () => {
  expect(await here.playground.send('GET', '/view')).toEqual({
    status: 400,
    body: { error: expect.stringContaining('sender') },
  });
});
