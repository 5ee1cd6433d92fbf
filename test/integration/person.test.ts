import { beforeEach, expect, it } from 'vitest';
import type { CommandContext } from '../../src/bot/command.ts';
import { nameRequest, namesWithRight, rosterNames } from '../../src/features/person/usecase.ts';
import { NOW, publish, REGISTER, startActivities } from '../support/activities.ts';
import type { Conversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';

describeOnDatabases('姓名和角色', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    talk = await startActivities(database.get());
  });

  const people = () => database.get().db.person.findMany({ orderBy: { id: 'asc' } });
  const registrations = () => database.get().db.registration.findMany({ orderBy: { id: 'asc' } });
  const register = (sender: string, names?: string[]) =>
    talk.say(sender, `报名 ${names}`, { ...REGISTER, ...(names ? { people: names, self: false } : {}) });

  it('keeps the name and can change it', async () => {
    expect((await talk.say('zhangsan', '我是张三')).text).toContain('好的，张三，记住了。');
    expect((await talk.say('zhangsan', '我是张三')).text).toBe('张三，我记着你呢。');
    await talk.say('zhangsan', '我叫张山');
    expect(await people()).toMatchObject([{ userid: 'zhangsan', name: '张山' }]);
    expect(await database.get().db.auditEntry.count({ where: { action: 'name' } })).toBe(2);
  });

  it.each([
    ['我是张', /太短/],
    [`我是${'张'.repeat(30)}`, /太长/],
    ['我是张三123', /汉字或字母/],
  ])('refuses %s in one sentence', async (text, sentence) => {
    const reply = await talk.say('zhangsan', text);
    expect(reply.text).toMatch(sentence);
    expect(reply.text.split('\n')).toHaveLength(1);
    expect((await people()).map(({ name }) => name)).toEqual([null]);
  });

  it('gives a person what a delegate had recorded under the name', async () => {
    await publish(talk, database.get(), { capacity: 5 });
    await register('lina', ['张三']);
    const [unbound] = await database.get().db.person.findMany({ where: { name: '张三' } });
    const meeting = {
      title: '例会',
      recurrence: { every: 'week', weekdays: [1] },
      startTime: '19:00',
      agenda: [],
      createdAt: new Date(NOW),
    };
    const { db } = database.get();
    const held = { nominalDay: '2026-06-01', day: '2026-06-01', startTime: '19:00', startsAt: new Date(NOW) };
    const { occurrences } = await db.meeting.create({
      data: { ...meeting, occurrences: { create: held } },
      select: { occurrences: true },
    });
    const leave = { occurrenceId: occurrences[0]?.id ?? 0, personId: unbound?.id ?? 0, createdAt: new Date(NOW) };
    await db.meetingLeave.create({ data: { ...leave, activeKey: `${leave.occurrenceId}:${leave.personId}` } });
    const served = { title: '护考', day: '2026-05-01', untilDay: '2026-05-01', personId: leave.personId };
    await db.serviceRecord.create({ data: { ...served, createdAt: new Date(NOW) } });

    const reply = await talk.say('zhangsan', '我是张三');
    expect(reply.text).toContain('之前别人替你报的名和记录，都归到你名下了');
    const known = await db.person.findMany({ where: { name: '张三' } });
    expect(known).toMatchObject([{ userid: 'zhangsan' }]);
    const id = known[0]?.id;
    const [registration] = await registrations();
    expect(registration).toMatchObject({ personId: id, activeKey: `${registration?.occurrenceId}:${id}` });
    expect(await db.meetingLeave.findMany()).toMatchObject([
      { personId: id, activeKey: `${leave.occurrenceId}:${id}` },
    ]);
    expect(await db.serviceRecord.findMany()).toMatchObject([{ personId: id }]);
    expect((await register('zhangsan')).text).toContain('你已经报过名了');
  });

  it('frees the second place of who was registered twice, and promotes', async () => {
    await publish(talk, database.get(), { capacity: 2 });
    await register('lina', ['张三']);
    await register('zhangsan');
    await register('liqiang');
    await talk.say('zhangsan', '我是张三');
    const rows = await registrations();
    expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'confirmed', 'confirmed']);
    expect(await database.get().db.occurrence.findFirstOrThrow()).toMatchObject({ placesLeft: 0 });
    expect(await database.get().db.outboxItem.count({ where: { kind: 'promotion' } })).toBe(1);
  });

  it('allows a namesake, and says so', async () => {
    await talk.say('zhangsan', '我是张三');
    expect((await talk.say('zhangsan2', '我是张三')).text).toContain('还有一位同名的');
    expect(await rosterNames(database.get().db)).toEqual(['张三']);
  });

  it('asks a nameless person for the name once', async () => {
    await talk.say('zhangsan', '随便说一句');
    const { db } = database.get();
    const { id } = await db.person.findFirstOrThrow({ where: { userid: 'zhangsan' } });
    const sender = { id, userid: 'zhangsan', name: null, role: 'member' as const, unitId: null };
    const context = { db, now: new Date(NOW), sender, message: { text: '随便说一句' } } as unknown as CommandContext;
    expect(await nameRequest(context)).toContain('我是+姓名');
    expect(await nameRequest(context)).toBeUndefined();
    expect(await nameRequest({ ...context, sender: { ...sender, name: '张三' } })).toBeUndefined();
  });

  it('lets administrators give roles, and nobody else', async () => {
    await talk.say('zhangsan', '我是张三');
    expect((await talk.say('zhangsan', '设置角色 张三 书记')).text).toContain('管理员');
    expect((await people())[0]?.role).toBe('member');
    const reply = await talk.say('admin', '设置角色 张三 支委');
    expect(reply.text).toBe('已把 张三 设为支委（原来是志愿者）。\n要改回去，发：设置角色 张三 志愿者');
    expect((await people())[0]?.role).toBe('committee');
    expect(await namesWithRight(database.get().db, 'meet', [])).toEqual(['张三']);
    expect(await namesWithRight(database.get().db, 'manage', [])).toEqual([]);
    expect((await talk.say('admin', '设置角色 张三 支委')).text).toBe('张三 本来就是支委，没有变。');
    expect(await database.get().db.auditEntry.count({ where: { action: 'set_role' } })).toBe(1);
    expect((await talk.say('admin', '撤销')).text).toBe('已撤销，张三 又是志愿者了。');
    expect((await people())[0]?.role).toBe('member');
  });

  it('names the administrators of the settings among those who can help', async () => {
    await talk.say('zhangsan', '我是张三');
    await talk.say('admin', '设置角色 张三 支委');
    const { db } = database.get();
    expect(await namesWithRight(db, 'manage', ['admin'])).toEqual(['admin']);
    await talk.say('admin', '我是赵敏');
    expect(await namesWithRight(db, 'meet', ['admin'])).toEqual(['赵敏', '张三']);
  });

  it.each(['我是党员', '我是站长', '我是老党员。', '我是预备党员,60岁', '我是你大爷', '我是志愿者'])(
    'takes %s for no name',
    async (text) => {
      await talk.say('zhangsan', text);
      expect((await people())[0]?.name ?? null).toBeNull();
    },
  );

  it('takes the name before a comma', async () => {
    expect((await talk.say('zhangsan', '我叫张三，今年60岁')).text).toContain('好的，张三，记住了');
    expect(await people()).toMatchObject([{ name: '张三' }]);
  });

  it('keeps a name said along the way instead of asking for it', async () => {
    await talk.say('zhangsan', '你好');
    const { db } = database.get();
    const [sender] = await people();
    if (!sender) throw new Error('the sender is kept');
    const message = await db.message.findFirstOrThrow();
    const said = {
      ...{
        db,
        now: new Date(NOW),
        messageId: message.id,
        zone: 'Asia/Shanghai',
        today: '2026-06-01',
        can: () => false,
      },
      sender: { id: sender.id, userid: 'zhangsan', name: null, role: 'member', unitId: null },
      message: { text: '我是张三，报名护考' },
    } as unknown as CommandContext;
    expect(await nameRequest(said)).toBe('你的姓名记成了张三，不对就发「我是+姓名」。');
    expect((await people())[0]?.name).toBe('张三');
  });

  it('asks which namesake is meant where the sender has the name as well', async () => {
    await publish(talk, database.get(), { capacity: 5 });
    await talk.say('wangfang1', '我是王芳');
    await talk.say('wangfang2', '我是王芳');
    const asked = await register('wangfang2', ['王芳']);
    expect(asked.choices?.map(({ label }) => label)).toEqual([
      '王芳（企业微信 wangfang1）',
      '王芳（企业微信 wangfang2）',
    ]);
  });

  it('asks which of two namesakes gets the role', async () => {
    await talk.say('zhangsan', '我是张三');
    await talk.say('zhangsan2', '我是张三');
    expect((await talk.say('admin', '设置角色 张三 站长')).text).toContain('2. 张三（企业微信 zhangsan2）');
    await talk.say('admin', '2');
    expect((await people()).map(({ role }) => role)).toEqual(['member', 'lead', 'member']);
    const key = `role:${JSON.stringify({ p: (await people())[0]?.id, r: 'administrator' })}`;
    expect((await talk.click('zhangsan', key)).text).toContain('这件事要管理员才能办');
  });

  it.each([
    ['设置角色 张三 皇帝', /角色有：志愿者、站长、支委、书记、管理员/],
    ['设置角色', /请写成「设置角色 姓名 角色」/],
    ['设置角色 李四 支委', /没有找到「李四」/],
    ['设置角色 周敏 支委', /周敏 还没有和我说过话/],
  ])('refuses %s', async (text, sentence) => {
    await publish(talk, database.get());
    await register('lina', ['周敏']);
    expect((await talk.say('admin', text)).text).toMatch(sentence);
    expect((await people()).every(({ role }) => role === 'member')).toBe(true);
  });
});
