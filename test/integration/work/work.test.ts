import { beforeEach, expect, it } from 'vitest';
import { donationFeature } from '../../../src/features/donation/command.ts';
import { tagSubject } from '../../../src/features/project/usecase/tag.ts';
import { serviceFeature } from '../../../src/features/service/command.ts';
import { workFeature } from '../../../src/features/work/command/work.ts';
import { type Conversation, startConversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';

const NOW = '2025-06-15T10:00:00+08:00';
const COMMANDS = [workFeature, serviceFeature, donationFeature].flatMap(({ commands = [] }) => commands);

describeOnDatabases('成果', (database) => {
  let talk: Conversation;
  const say = async (line: string, who = 'wangfang') => (await talk.say(who, line)).text;
  const live = () => database.get().db.workRecord.findMany({ where: { revokedAt: null }, orderBy: { id: 'asc' } });

  beforeEach(async () => {
    const { db } = database.get();
    await db.tagging.deleteMany();
    await db.project.deleteMany();
    await db.workRecord.deleteMany();
    await db.donation.deleteMany();
    await db.serviceRecord.deleteMany();
    await db.question.deleteMany();
    await db.message.deleteMany();
    await db.person.deleteMany();
    const createdAt = new Date('2025-01-01T00:00:00Z');
    await db.person.create({ data: { userid: 'zhaomin', name: '赵敏', role: 'secretary', createdAt } });
    talk = startConversation({ database: database.get(), commands: COMMANDS, now: NOW, tagSubject });
  });

  it('keeps each thing told, reads it back with its day, and takes it back', async () => {
    const text = await say('7月24日 文明养犬 发放倡议书80份 环保袋50套');
    expect(text).toContain('已登记成果：2024年7月24日(周三) 文明养犬：发放倡议书80份、环保袋50套');
    expect(text).toContain('更正 倡议书 80份');
    expect(await live()).toMatchObject([
      {
        kind: 'measure',
        title: '文明养犬',
        day: '2024-07-24',
        verb: '发放',
        item: '倡议书',
        quantity: 80,
        unitWord: '份',
      },
      { kind: 'measure', item: '环保袋', quantity: 50, unitWord: '套' },
    ]);
    expect(await say('撤销')).toBe('已撤销，不再计入：2024年7月24日(周三) 文明养犬：发放倡议书80份、环保袋50套');
    expect(await live()).toEqual([]);
  });

  it('does not keep the same twice unless told to', async () => {
    await say('植树700棵');
    const again = await talk.say('wangfang', '植树700棵');
    expect(again.text).toContain('你已经记过一次了');
    expect(await live()).toHaveLength(1);
    await talk.say('wangfang', '1');
    expect(await live()).toHaveLength(2);
  });

  it('ties what is told to the projects named', async () => {
    expect(await say('文明养犬 发放倡议书80份 环保袋50套 #文明城市')).toContain('归入项目：文明城市');
    const rows = await live();
    expect(rows[0]).toMatchObject({ title: '文明养犬', item: '倡议书' });
    const taggings = await database.get().db.tagging.findMany({ include: { project: true }, orderBy: { id: 'asc' } });
    expect(taggings.map(({ subject, project }) => [subject, project.name])).toEqual(
      rows.map(({ id }) => [`work:${id}`, '文明城市']),
    );
  });

  it('lists what is open, fills it in by a new version, and opens it again', async () => {
    await say('文明创建 发放宣传手册 数量待补');
    expect(await say('待补')).toContain('1. 6月15日(周日) 文明创建的宣传手册：更正 文明创建的宣传手册 几件');
    expect(await say('更正 文明创建的宣传手册 500册')).toContain('宣传手册 500册（原来待补，留有记录）');
    expect(await live()).toMatchObject([
      { item: '宣传手册', quantity: 500, unitWord: '册', replacesId: expect.any(Number) },
    ]);
    expect(await database.get().db.workRecord.count()).toBe(2);
    expect(await say('待补')).toBe('没有待补的数量，记录都是全的。');
    expect(await say('撤销')).toBe('已撤销，改回原来的数量。');
    expect(await live()).toMatchObject([{ quantity: null, replacesId: null }]);
  });

  it('asks which one is meant, and corrects a gift as well', async () => {
    await talk.say('wangfang', '捐赠', { intent: 'log_donation', items: [{ item: '衣物', unit: '套' }] });
    await say('文明养犬 发放环保袋50套');
    await say('6月10日 文明养犬 发放环保袋20套');
    const asked = await say('更正 环保袋 60套');
    expect(asked).toContain('有2条都对得上');
    expect(await say('2')).toContain('6月10日(周二) 文明养犬的环保袋 60套（原来是20套');
    expect(await say('更正 衣物 200套')).toContain('衣物 200套（原来待补');
    expect(await database.get().db.donation.findMany({ where: { revokedAt: null } })).toMatchObject([
      { item: '衣物', quantity: 200, unitWord: '套' },
    ]);
    expect(await say('撤销')).toBe('已撤销，改回原来的数量。');
    expect(await database.get().db.donation.findMany({ where: { revokedAt: null } })).toMatchObject([
      { quantity: null },
    ]);
  });

  it('lets others correct only what is theirs, and the committee all', async () => {
    await say('文明养犬 发放倡议书80份');
    await say('更正 倡议书 100份', 'liqiang');
    expect(await live()).toMatchObject([{ quantity: 80 }]);
    expect(await say('更正 倡议书 100份', 'zhaomin')).toContain('倡议书 100份（原来是80份');
  });

  it('takes what helped how many to what was recorded just before', async () => {
    expect(await say('受益300人')).toContain('请写上是哪个活动');
    await talk.say('wangfang', '补录', {
      intent: 'log_service',
      keyword: '社区义诊',
      dates: ['2025-06-14'],
      count: 3,
      hours: 2,
    });
    expect(await say('受益320人')).toContain('6月14日(周六) 社区义诊：受益群众320人');
  });

  it('keeps membership to the committee', async () => {
    expect(await say('收到入党申请书3份')).toContain('支委以上才能办');
    expect(await say('收到入党申请书3份', 'zhaomin')).toContain('入党申请书3份');
    expect(await say('更正 入党申请书 4份')).not.toContain('已更正');
  });

  it.each([
    ['发放倡议书80余份', '不是准数'],
    ['8月1日 植树700棵', undefined],
    ['2月30日 植树700棵', '请改好日期'],
    ['植树0棵', '要大于0'],
    ['明天 植树700棵', '还没到'],
  ])('%s', async (line, sentence) => {
    const text = await say(line);
    if (sentence === undefined) expect(text).toContain('2024年8月1日');
    else {
      expect(text).toContain(sentence);
      expect(await live()).toEqual([]);
    }
  });

  it('cannot mark anything up by what is told', async () => {
    const text = await say('文明养犬 发放[点我](http://a.b)80份');
    expect(text).not.toContain('[点我]');
  });
});
