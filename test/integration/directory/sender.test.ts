import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/bot/message.ts';
import { enqueue } from '../../../src/bot/outbox.ts';
import { AppError } from '../../../src/errors.ts';
import { convertPeople } from '../../../src/features/directory/usecase/convert.ts';
import { knowSenders } from '../../../src/features/directory/usecase/sender.ts';
import { promoteWaiting } from '../../../src/features/registration/usecase/promote.ts';
import { createLogger } from '../../../src/logger.ts';
import { NOW, publish, REGISTER, startActivities } from '../../support/activities.ts';
import type { Conversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { type FakeDirectory, fakeDirectory } from '../../support/directory.ts';

const OPEN = 'woAJ2GCAAAXtWyuj';

describeOnDatabases('who writes', (database) => {
  let talk: Conversation;
  let directory: FakeDirectory;
  let received: Message[];
  let log: string[];
  let now: Date;

  beforeEach(async () => {
    talk = await startActivities(database.get());
    await database.get().db.openUserid.deleteMany();
    directory = fakeDirectory();
    directory.people = [{ userid: 'WangFang', name: '王芳', departmentIds: [1] }];
    directory.encrypted = new Map([[OPEN, 'WangFang']]);
    received = [];
    log = [];
    now = new Date(NOW);
  });

  function receiverWith(patienceMs = 1000) {
    const inbox = {
      receive: async (message: Message) => {
        received.push(message);
        return { text: '好' };
      },
      refresh: async () => undefined,
      delivered: async () => undefined,
      deliver: async () => undefined,
    };
    return knowSenders(inbox, {
      database: database.get(),
      directory,
      logger: createLogger('info', { write: (line: string) => void log.push(line) }),
      now: () => now,
      zone: 'Asia/Shanghai',
      promoteWaiting,
      canBeEncrypted: (bot) => bot !== 'app1',
      patienceMs,
    });
  }

  function message(userid: string, bot = 'bot'): Message {
    const sender = userid.toLowerCase();
    return {
      ...{
        id: `${bot}:${userid}`,
        bot,
        chat: { kind: 'single' },
        sender,
        text: '你好',
        attachments: [],
        receivedAt: now,
      },
      ...(sender === userid ? {} : { wecomId: userid }),
    };
  }

  const people = () => database.get().db.person.findMany({ orderBy: { id: 'asc' } });
  const cached = () => database.get().db.openUserid.findMany({ orderBy: { openUserid: 'asc' } });
  const convert = () => convertPeople(database.get(), directory, { now, zone: 'Asia/Shanghai', promoteWaiting });

  describe('encrypted userids', () => {
    it('are converted before the message is taken, and asked about once', async () => {
      const receiver = receiverWith();
      await receiver.receive(message(OPEN));
      await receiver.receive(message(OPEN));
      expect(received.map(({ sender, wecomId }) => [sender, wecomId])).toEqual([
        ['wangfang', 'WangFang'],
        ['wangfang', 'WangFang'],
      ]);
      expect(directory.asked.filter((what) => what.startsWith('convert'))).toEqual([`convert ${OPEN}`]);
      expect(await cached()).toMatchObject([{ openUserid: OPEN, userid: 'WangFang' }]);
      await receiverWith().receive(message(OPEN));
      expect(directory.asked.filter((what) => what.startsWith('convert'))).toHaveLength(1);
    });

    it('plain ones are remembered as plain', async () => {
      await receiverWith().receive(message('liqiang'));
      await receiverWith().receive(message('liqiang'));
      expect(received.map(({ sender }) => sender)).toEqual(['liqiang', 'liqiang']);
      expect(directory.asked.filter((what) => what.startsWith('convert'))).toEqual(['convert liqiang']);
      expect(await cached()).toMatchObject([{ openUserid: 'liqiang', userid: null }]);
    });

    it('are not asked about where they come by the app', async () => {
      await receiverWith().receive(message('liqiang', 'app1'));
      expect(directory.asked).toEqual(['nameOf liqiang']);
    });

    it('a failing address book loses no message, and is left in peace for a while', async () => {
      directory.before = async () => {
        throw new AppError('wecom_unreachable', '连不上企业微信：ECONNREFUSED');
      };
      const receiver = receiverWith();
      await receiver.receive(message(OPEN));
      await receiver.receive(message('liqiang'));
      expect(received.map(({ sender }) => sender)).toEqual([OPEN.toLowerCase(), 'liqiang']);
      expect(received[0]?.wecomId).toBe(OPEN);
      expect(directory.asked).toHaveLength(1);
      expect(log.join()).toContain('消息照常处理');
    });

    it('a slow one delays no message longer than it may', async () => {
      let answer: () => void = () => undefined;
      directory.before = () =>
        new Promise((resolve) => {
          answer = resolve;
        });
      await receiverWith(20).receive(message(OPEN));
      expect(received[0]?.sender).toBe(OPEN.toLowerCase());
      directory.before = async () => undefined;
      answer();
    });
  });

  describe('what was missed', () => {
    it('is made up for: who was kept under the encrypted userid becomes the person they are', async () => {
      await publish(talk, database.get(), { capacity: 2 });
      await talk.say(OPEN.toLowerCase(), '报名', REGISTER);
      await talk.say('wangfang', '报名', REGISTER);
      await talk.say('liqiang', '报名', REGISTER);
      await talk.say('wangfang', '我是王芳');
      const { db } = database.get();
      await db.person.update({ where: { userid: OPEN.toLowerCase() }, data: { wecomId: OPEN, role: 'lead' } });
      const target = { kind: 'person', userid: OPEN.toLowerCase() } as const;
      const times = { dueAt: now, usefulUntil: new Date(now.getTime() + 1000) };
      await enqueue(db, { key: 'k', kind: 'x', target, content: { kind: 'text', text: '好' }, ...times }, now);

      expect(await convert()).toBe(1);
      const rows = await people();
      expect(rows.map(({ userid }) => userid)).not.toContain(OPEN.toLowerCase());
      const wangfang = rows.find(({ userid }) => userid === 'wangfang');
      expect(wangfang).toMatchObject({ name: '王芳', role: 'lead' });
      const registrations = await db.registration.findMany({ orderBy: { id: 'asc' } });
      expect(registrations.map(({ state, personId }) => [state, personId === wangfang?.id])).toEqual([
        ['cancelled', true],
        ['confirmed', true],
        ['confirmed', false],
      ]);
      expect(await db.message.count({ where: { personId: wangfang?.id ?? 0 } })).toBe(3);
      expect(await db.outboxItem.findUniqueOrThrow({ where: { key: 'k' } })).toMatchObject({
        target: { kind: 'person', userid: 'wangfang' },
      });
      expect(await db.outboxItem.count({ where: { kind: 'promotion' } })).toBe(1);
      expect(await db.auditEntry.count({ where: { action: 'userid_converted' } })).toBe(1);
      expect(await convert()).toBe(0);
      expect(directory.asked).toHaveLength(1);
    });

    it('gives the plain userid where nobody has it yet', async () => {
      await talk.say(OPEN.toLowerCase(), '我是王芳');
      await database.get().db.person.update({ where: { userid: OPEN.toLowerCase() }, data: { wecomId: OPEN } });
      expect(await convert()).toBe(1);
      expect(await people()).toMatchObject([{ userid: 'wangfang', wecomId: 'WangFang', name: '王芳' }]);
    });
  });

  describe('names', () => {
    it('a new sender gets WeCom’s, and is not asked', async () => {
      await receiverWith().receive(message('WangFang'));
      expect(await people()).toMatchObject([{ userid: 'wangfang', wecomId: 'WangFang', name: '王芳' }]);
      expect(await database.get().db.auditEntry.count({ where: { action: 'directory_name' } })).toBe(1);
    });

    it('one who has a name, or was asked for it, is left alone', async () => {
      await talk.say('wangfang', '我是王小芳');
      await database.get().db.person.create({ data: { userid: 'asked', nameAskedAt: now, createdAt: now } });
      const receiver = receiverWith();
      for (const userid of ['WangFang', 'asked']) await receiver.receive(message(userid, 'app1'));
      expect(directory.asked).toEqual([]);
      expect((await people()).map(({ name }) => name)).toEqual(['王小芳', null]);
    });

    it('a nameless one is named', async () => {
      await talk.say('wangfang', '随便说一句');
      await receiverWith().receive(message('WangFang', 'app1'));
      expect(await people()).toMatchObject([{ name: '王芳' }]);
    });

    it.each([undefined, '王芳@城区站', '[王芳](http://x)', '**'])('%s is no name', async (name) => {
      directory.nameOf = async () => name;
      await receiverWith().receive(message('liqiang', 'app1'));
      expect(await people()).toEqual([]);
      expect(received).toHaveLength(1);
    });

    it('one whom the app is not shown is asked for the name, and the others are still looked up', async () => {
      directory.before = async () => {
        if (directory.asked.length === 1)
          throw new AppError('wecom_refused', '60111', { cause: { errcode: 60111, errmsg: '' } });
      };
      const receiver = receiverWith();
      await receiver.receive(message('liqiang', 'app1'));
      await receiver.receive(message('WangFang', 'app1'));
      expect((await people()).map(({ name }) => name)).toEqual(['王芳']);
      expect(received).toHaveLength(2);
    });

    it('what a delegate had recorded under the name is theirs, unless somebody else has the name', async () => {
      await publish(talk, database.get(), { capacity: 5 });
      await talk.say('lina', '报名 王芳', { ...REGISTER, people: ['王芳'], self: false });
      await receiverWith().receive(message('WangFang', 'app1'));
      const named = await database.get().db.person.findMany({ where: { name: '王芳' } });
      expect(named).toMatchObject([{ userid: 'wangfang' }]);
      const [registration] = await database.get().db.registration.findMany();
      expect(registration?.personId).toBe(named[0]?.id);
    });

    it('what was recorded under a name that somebody else has as well stays as it is', async () => {
      await publish(talk, database.get(), { capacity: 5 });
      await talk.say('wangfang9', '我是王芳');
      await database.get().db.person.create({ data: { name: '王芳', createdAt: now } });
      await receiverWith().receive(message('WangFang', 'app1'));
      expect(await database.get().db.person.count({ where: { name: '王芳' } })).toBe(3);
    });
  });

  it('keeps the spelling of a userid that is not lower case, and keeps to the one person', async () => {
    const receiver = receiverWith();
    await receiver.receive(message('ZhaoMin', 'app1'));
    await receiver.receive(message('zhaomin', 'app1'));
    expect(received.map(({ sender, wecomId }) => [sender, wecomId])).toEqual([
      ['zhaomin', 'ZhaoMin'],
      ['zhaomin', undefined],
    ]);
  });
});
