import { beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { directoryFeature } from '../../../src/features/directory/command.ts';
import { saySynced } from '../../../src/features/directory/reply.ts';
import type { Synced } from '../../../src/features/directory/types.ts';
import { syncDirectory } from '../../../src/features/directory/usecase/sync.ts';
import { NOW, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type FakeDirectory, fakeDirectory } from '../../support/directory.ts';
import { SERVICES } from '../../support/services.ts';

describeOnDatabases('同步通讯录', (database) => {
  let talk: Conversation;
  let directory: FakeDirectory;

  beforeEach(async () => {
    talk = await startActivities(database.get());
    const { db } = database.get();
    await db.auditEntry.deleteMany();
    await db.openUserid.deleteMany();
    await db.setting.deleteMany();
    await db.unit.deleteMany();
    directory = fakeDirectory();
    directory.departmentList = [
      { id: 1, name: '爱心志愿者协会', parentId: 0 },
      { id: 2, name: '城区站', parentId: 1 },
      { id: 3, name: '义诊组', parentId: 2 },
      { id: 4, name: '办公室', parentId: 1 },
    ];
    directory.people = [
      { userid: 'WangFang', name: '王芳', departmentIds: [2] },
      { userid: 'liqiang', name: '李强', departmentIds: [4, 3] },
      { userid: 'zhaomin', name: '赵敏', departmentIds: [4] },
    ];
  });

  const people = () =>
    database.get().db.person.findMany({
      where: { userid: { not: 'admin' } },
      orderBy: { userid: 'asc' },
      select: { userid: true, wecomId: true, name: true, unit: { select: { name: true } } },
    });
  const sync = (): Promise<Synced> =>
    syncDirectory(database.get(), directory, { now: new Date(NOW), sender: { id: null }, messageId: null });

  it('adds who is missing, with name, spelling and station', async () => {
    expect(await sync()).toMatchObject({ departments: 4, stations: 1, newStations: 1, members: 3, added: 3 });
    expect(await people()).toEqual([
      { userid: 'liqiang', wecomId: null, name: '李强', unit: { name: '城区站' } },
      { userid: 'wangfang', wecomId: 'WangFang', name: '王芳', unit: { name: '城区站' } },
      { userid: 'zhaomin', wecomId: null, name: '赵敏', unit: null },
    ]);
    const again = await sync();
    expect(again).toMatchObject({ added: 0, named: 0, renamed: 0, placed: 0, newStations: 0 });
    expect(saySynced(again)).toContain('和上次一样');
    expect(await people()).toHaveLength(3);
    const { db } = database.get();
    expect(await db.auditEntry.count({ where: { action: 'directory_name' } })).toBe(3);
    expect(await db.auditEntry.count({ where: { action: 'directory_synced' } })).toBe(2);
  });

  it('gives who has written a name and a station, whatever the case of the userid', async () => {
    await talk.say('wangfang', '随便说一句');
    expect(await sync()).toMatchObject({ added: 2, named: 1, placed: 1 });
    expect((await people())[1]).toMatchObject({ wecomId: 'WangFang', name: '王芳' });
  });

  it('never overwrites what somebody said with 我是…, and shows it', async () => {
    await talk.say('wangfang', '我是王方');
    const synced = await sync();
    expect(synced.otherwise).toEqual([{ name: '王方', listed: '王芳' }]);
    expect(saySynced(synced)).toContain('自己报过姓名的没有动 1 人：王方（企业微信里是王芳）');
    expect((await people())[1]).toMatchObject({ name: '王方' });
  });

  it('follows WeCom where the name came from there, until somebody says another', async () => {
    await sync();
    if (directory.people[0]) directory.people[0].name = '王芳芳';
    expect(await sync()).toMatchObject({ renamed: 1, otherwise: [] });
    expect((await people())[1]?.name).toBe('王芳芳');
    await talk.say('wangfang', '我是王小芳');
    expect(await sync()).toMatchObject({ renamed: 0, otherwise: [{ name: '王小芳', listed: '王芳芳' }] });
    expect((await people())[1]?.name).toBe('王小芳');
  });

  it('leaves a station alone that was set', async () => {
    await sync();
    const { db } = database.get();
    const { id } = await db.unit.create({ data: { name: '城东站' } });
    await db.person.update({ where: { userid: 'wangfang' }, data: { unitId: id } });
    expect(await sync()).toMatchObject({ placed: 0 });
    expect((await people())[1]?.unit).toEqual({ name: '城东站' });
  });

  it('takes no name with marks, digits or mentions in it', async () => {
    directory.people = ['王芳@城区', '[李强](http://x)', '**赵敏**', '13800001111', 'x', '<script>', ''].map(
      (name, i) => ({
        ...{ userid: `u${i}`, name, departmentIds: [2] },
      }),
    );
    const synced = await sync();
    expect(synced.unusable).toHaveLength(7);
    expect((await people()).every(({ name }) => name === null)).toBe(true);
    const text = saySynced(synced);
    expect(text).not.toMatch(/[@[\]<>]|\*\*/);
    expect(text).toContain('没有用 7 人');
  });

  it('shows namesakes, and who is not in the address book', async () => {
    await talk.say('wangfang9', '我是王芳');
    const synced = await sync();
    expect(synced).toMatchObject({ namesakes: ['王芳'] });
    expect(saySynced(synced)).toMatch(/有同名的：王芳.*我是\+姓名/);
    expect(saySynced(synced)).toMatch(/通讯录里却没有的 \d+ 人，没有动/);
  });

  it('changes nothing where the address book cannot be read', async () => {
    directory.before = async () => {
      if (directory.asked.length > 3) throw new AppError('wecom_refused', '企业微信拒绝了：errcode 60020');
    };
    await expect(sync()).rejects.toThrow(/60020/);
    expect(await people()).toEqual([]);
    expect(await database.get().db.unit.count()).toBe(0);
  });

  it('takes over many in pieces', async () => {
    directory.people = Array.from({ length: 450 }, (_, i) => ({ userid: `U${i}`, name: '王芳', departmentIds: [2] }));
    expect(await sync()).toMatchObject({ members: 450, added: 450, placed: 0 });
    expect(await database.get().db.person.count({ where: { unit: { name: '城区站' } } })).toBe(450);
  });

  it('is for administrators, and says what is missing without an app', async () => {
    const [command] = directoryFeature(SERVICES, { promoteWaiting: async () => [] }).commands ?? [];
    expect(command?.right).toBe('manage');
    await expect(command?.run({} as never, {})).rejects.toThrow(/WECOM_CORP_ID/);
  });

  it('runs by itself at night, once, and not at a start at daytime', async () => {
    const services = { ...SERVICES, directory };
    const jobs = directoryFeature(services, { promoteWaiting: async () => [] }).jobs ?? [];
    const job = jobs.find(({ name }) => name === 'directory-sync');
    const at = (now: string) => job?.run({ database: database.get(), now: new Date(now), zone: 'Asia/Shanghai' });
    await at('2026-06-01T10:00:00+08:00');
    expect(directory.asked).toEqual([]);
    await at('2026-06-02T03:30:00+08:00');
    const asked = directory.asked.length;
    expect(asked).toBe(5);
    await at('2026-06-02T03:31:00+08:00');
    expect(directory.asked).toHaveLength(asked);
    await at('2026-06-03T03:30:00+08:00');
    expect(directory.asked).toHaveLength(2 * asked);
  });
});
