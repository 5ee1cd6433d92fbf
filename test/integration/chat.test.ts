import { beforeEach, expect, it } from 'vitest';
import { chatFeature } from '../../src/features/chat/command.ts';
import { robotOf } from '../../src/features/chat/usecase.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { describeOnDatabases } from '../support/database.ts';

describeOnDatabases('绑定本群', (database) => {
  const inChat = (chatId: string): Conversation =>
    startConversation({
      database: database.get(),
      commands: chatFeature(['城区站', '山里站']).commands ?? [],
      now: '2026-06-04T20:00:00+08:00',
      chat: { kind: 'group', id: chatId },
      adminUserids: ['wangfang'],
    });
  const robot = (chatId: string) => robotOf(database.get().db, chatId);

  beforeEach(async () => {
    await database.get().db.message.deleteMany();
    await database.get().db.question.deleteMany();
    await database.get().db.chat.deleteMany();
    await database.get().db.unit.deleteMany();
  });

  it('ties the group, shows it, unties it, and takes each back', async () => {
    const talk = inChat('group-1');
    const { text } = await talk.say('wangfang', '绑定本群 城区站');
    expect(text).toContain('已绑定：服务站「城区站」，群机器人“城区站”');
    expect(text).toContain('「城区站」是新登记的服务站');
    expect(await robot('group-1')).toBe('城区站');
    expect((await talk.say('wangfang', '查看绑定')).text).toContain('群机器人“城区站”');
    expect((await talk.say('wangfang', '解除绑定')).text).toContain('解除');
    expect(await robot('group-1')).toBeUndefined();
    await talk.say('wangfang', '撤销');
    expect(await robot('group-1')).toBe('城区站');
  });

  it('moves a robot from one group to the other, and back on 撤销', async () => {
    await inChat('group-1').say('wangfang', '绑定本群 城区站');
    const second = inChat('group-2');
    expect((await second.say('wangfang', '绑定本群城区站')).text).toContain('自动解除');
    expect([await robot('group-1'), await robot('group-2')]).toEqual([undefined, '城区站']);
    await second.say('wangfang', '撤销');
    expect([await robot('group-1'), await robot('group-2')]).toEqual(['城区站', undefined]);
  });

  it('says which robots exist, and refuses members and chats that are no group', async () => {
    const talk = inChat('group-1');
    expect((await talk.say('wangfang', '绑定本群 海边站')).text).toContain(
      '没有叫“海边站”的服务站或群机器人。现有群机器人：城区站、山里站',
    );
    expect((await talk.say('zhangsan', '绑定本群 城区站')).text).toContain('管理员');
    const single = startConversation({
      database: database.get(),
      commands: chatFeature([]).commands ?? [],
      now: '2026-06-04T20:00:00+08:00',
      chat: { kind: 'single' },
      adminUserids: ['wangfang'],
    });
    expect((await single.say('wangfang', '绑定本群 城区站')).text).toContain('在那个群里');
    expect(await robot('group-1')).toBeUndefined();
  });

  it('offers a group tied to nothing the robots that speak nowhere yet, the station of who asks first', async () => {
    const { db } = database.get();
    const unit = await db.unit.create({ data: { name: '山里站' } });
    await db.person.updateMany({ where: { userid: 'wangfang' }, data: { unitId: unit.id } });
    const talk = inChat('group-5');
    const offered = await talk.say('wangfang', '绑定本群');
    expect(offered.text.split('\n').slice(1, 3)).toEqual(['1. 山里站', '2. 城区站']);
    expect((await talk.say('wangfang', '1')).text).toContain('服务站「山里站」，群机器人“山里站”');
    expect((await inChat('group-6').say('wangfang', '查看绑定')).text).toContain('1. 城区站\n点按钮');
    await db.person.updateMany({ data: { unitId: null } });
  });

  it('takes back the station it made, unless somebody belongs to it by then', async () => {
    const { db } = database.get();
    const talk = inChat('group-7');
    await talk.say('wangfang', '绑定本群 城区站');
    await talk.say('wangfang', '撤销');
    expect(await db.unit.count()).toBe(0);
    await talk.say('wangfang', '绑定本群 城区站');
    const { id } = await db.unit.findUniqueOrThrow({ where: { name: '城区站' } });
    await db.person.updateMany({ where: { userid: 'wangfang' }, data: { unitId: id } });
    await talk.say('wangfang', '撤销');
    expect(await db.unit.count()).toBe(1);
    await db.person.updateMany({ data: { unitId: null } });
  });

  it('ties a group to a station, and asks which robot speaks there', async () => {
    const { db } = database.get();
    const talk = inChat('group-3');
    expect((await talk.say('wangfang', '绑定本群 海边服务站')).text).toContain('要登记成一个新的服务站吗');
    expect((await talk.say('wangfang', '是')).text).toContain('「海边服务站」是新登记的服务站');
    const tie = () => db.chat.findUnique({ where: { id: 'group-3' }, include: { unit: true } });
    expect(await tie()).toMatchObject({ webhook: null, unit: { name: '海边服务站' } });
    expect((await talk.say('wangfang', '绑定本群 海边服务站')).text).toContain('通知由哪个群机器人来发');
    expect((await talk.say('wangfang', '2')).text).toContain('服务站「海边服务站」，群机器人“山里站”');
    expect(await tie()).toMatchObject({ webhook: '山里站', unit: { name: '海边服务站' } });
    expect((await talk.say('wangfang', '撤销')).text).toContain('服务站「海边服务站」');
    expect(await tie()).toMatchObject({ webhook: null });
    expect((await talk.say('wangfang', '绑定本群 海边服务站 机器人 城区站')).text).toContain('群机器人“城区站”');
    expect(await tie()).toMatchObject({ webhook: '城区站', unit: { name: '海边服务站' } });
  });

  it('a name with markup in it is shown, and formats nothing', async () => {
    const said = (await inChat('group-4').say('wangfang', '绑定本群 **<@all>**站')).text;
    expect(said).not.toContain('**<@all>**');
  });
});
