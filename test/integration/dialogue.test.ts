import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, textOf } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = '2026-05-20T09:00:00+08:00';

describeOnDatabases('talking it over', (database) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: NOW });
    for (const line of [
      '发布活动 6月4日 8:00-12:00 护考志愿服务 地点:一中门口 名额3',
      '发布活动 6月5日 8:00-12:00 护考志愿服务 地点:一中门口 名额3',
      '发布活动 6月28日 9:00 河边植树 名额5',
      '发布活动 6月29日 9:00 河边植树 名额5',
      '每周一晚上7点 例会 地点：支部活动室',
    ]) {
      expect(await app.ask('liqiang', line)).toMatch(/已发布|例会/);
    }
    for (const [sender, name] of [
      ['wangfang', '王芳'],
      ['chenjing', '陈静'],
      ['zhaomin', '赵敏'],
    ] as const) {
      await app.ask(sender, `我是${name}`);
    }
  });
  afterAll(() => app.stop());

  async function minePlain(sender: string): Promise<string> {
    return app.ask(sender, '我的报名');
  }

  describe('a question', () => {
    it('is answered by the missing piece alone', async () => {
      expect(await app.ask('wangfang', '报名 护考')).toMatch(/要报哪一个/);
      expect(await app.ask('wangfang', '周五')).toMatch(/已为你报名：6月5日\(周五\)8:00 护考志愿服务/);
      await app.ask('wangfang', '撤销');
    });

    it('is answered by an ordinal, by 最后一个, by 都要', async () => {
      await app.ask('wangfang', '报名 护考');
      expect(await app.ask('wangfang', '第二个')).toMatch(/6月5日/);
      await app.ask('wangfang', '撤销');
      await app.ask('wangfang', '报名 护考');
      expect(await app.ask('wangfang', '最后一个')).toMatch(/以上都报|6月4日[\s\S]*6月5日/);
      await app.ask('wangfang', '撤销');
      await app.ask('wangfang', '报名 护考');
      const both = await app.ask('wangfang', '都要');
      expect(both).toMatch(/6月4日/);
      expect(both).toMatch(/6月5日/);
      await app.ask('wangfang', '撤销');
      expect(await minePlain('wangfang')).not.toMatch(/护考/);
    });

    it('is answered by a tap, once', async () => {
      const shown = await app.say('wangfang', '报名 护考');
      const card = shown.find(({ kind }) => kind === 'card');
      const button = card?.buttons?.find(({ text }) => text.includes('6月4日'));
      const done = await app.click('wangfang', card?.taskId ?? '', button?.key ?? '');
      expect(JSON.stringify(done)).toMatch(/已为你报名：6月4日/);
      expect(await app.ask('wangfang', '2')).not.toMatch(/已为你报名/);
      await app.ask('wangfang', '取消 6月4日护考');
    });

    it('is gone on a new command, after a no, and after ten minutes', async () => {
      await app.ask('wangfang', '报名 护考');
      await app.ask('wangfang', '我的报名');
      expect(await app.ask('wangfang', '周五')).not.toMatch(/已为你报名/);
      await app.ask('wangfang', '报名 护考');
      expect(await app.ask('wangfang', '算了')).toMatch(/没有办/);
      expect(await app.ask('wangfang', '周五')).not.toMatch(/已为你报名/);
      await app.ask('wangfang', '报名 护考');
      await app.moveTo('2026-05-20T09:11:00+08:00');
      expect(await app.ask('wangfang', '周五')).not.toMatch(/已为你报名/);
      expect(await minePlain('wangfang')).not.toMatch(/护考/);
    });

    it('is of one person and one chat', async () => {
      await app.ask('wangfang', '报名 护考');
      expect(await app.ask('chenjing', '周五')).not.toMatch(/已为/);
      expect(await app.ask('wangfang', '周五', null)).not.toMatch(/已为/);
      await app.ask('wangfang', '不用');
    });

    it('asks for what an order lacks and takes it piece by piece', async () => {
      expect(await app.ask('liqiang', '发布活动')).toMatch(/请接着写/);
      expect(await app.ask('liqiang', '6月12日 旧衣回收')).toMatch(/已发布：6月12日\(周五\) 旧衣回收/);
      expect(await app.ask('liqiang', '发布活动 6月13日 8:00-9:00')).toMatch(/还差活动名称/);
      expect(await app.ask('liqiang', '敬老院理发')).toMatch(/已发布：6月13日\(周六\) 敬老院理发/);
      expect(await app.ask('liqiang', '修改活动 6月13日敬老院理发')).toMatch(/请写明改什么/);
      expect(await app.ask('liqiang', '名额30')).toMatch(/30/);
    });
  });

  describe('a correction', () => {
    it('amends the last action: the day, who, how many', async () => {
      expect(await app.ask('chenjing', '报名 6月28日河边植树')).toMatch(/已为你报名：6月28日/);
      expect(await app.ask('chenjing', '不对，是29号')).toMatch(
        /按你说的改了[\s\S]*已为你报名：6月29日\(周一\)9:00 河边植树/,
      );
      expect(await minePlain('chenjing')).not.toMatch(/6月28日/);
      expect(await app.ask('chenjing', '写错了，应该是赵敏')).toMatch(/已为赵敏报名：6月29日/);
      expect(await minePlain('zhaomin')).toMatch(/6月29日/);
      expect(await app.ask('chenjing', '撤销')).toMatch(/已撤销/);
      expect(await minePlain('zhaomin')).not.toMatch(/6月29日/);
    });

    it('changes nothing where what is right cannot be', async () => {
      await app.ask('chenjing', '报名 6月28日河边植树');
      expect(await app.ask('chenjing', '不对，是27号')).toMatch(/没有改成，原来的没有动/);
      expect(await minePlain('chenjing')).toMatch(/6月28日/);
      expect(await app.ask('chenjing', '不对')).toMatch(/后面写上对的/);
      await app.ask('chenjing', '取消 6月28日河边植树');
    });

    it('has nothing to amend after ten minutes or for somebody else', async () => {
      await app.ask('chenjing', '报名 6月28日河边植树');
      expect(await app.ask('zhaomin', '不对，是29号')).toMatch(/没有可以改的事/);
      await app.moveTo('2026-05-20T09:30:00+08:00');
      expect(await app.ask('chenjing', '不对，是29号')).toMatch(/没有可以改的事/);
      await app.ask('chenjing', '取消 6月28日河边植树');
    });

    it('amends what was logged', async () => {
      expect(await app.ask('chenjing', '补录 5月18日 帮邻居收菜 2小时')).toMatch(/2小时/);
      expect(await app.ask('chenjing', '不对，是3小时')).toMatch(/按你说的改了[\s\S]*3小时/);
      await app.ask('chenjing', '撤销');
    });
  });

  describe('several orders in one message', () => {
    it('are done together, and taken back together', async () => {
      await app.ask('wangfang', '报名 6月4日护考');
      const said = await app.ask('wangfang', '6月4日护考我取消，换陈静');
      expect(said).toMatch(/已取消你的报名：6月4日/);
      expect(said).toMatch(/已为陈静报名：6月4日/);
      expect(await minePlain('chenjing')).toMatch(/6月4日/);
      await app.ask('wangfang', '撤销');
      expect(await minePlain('wangfang')).toMatch(/6月4日/);
      expect(await minePlain('chenjing')).not.toMatch(/6月4日/);
    });

    it('are not done at all where one of them cannot be', async () => {
      expect(await app.ask('wangfang', '取消6月4日护考，报名6月20日护考')).toMatch(/都没有办/);
      expect(await minePlain('wangfang')).toMatch(/6月4日/);
    });

    it('move a registration to another day', async () => {
      expect(await app.ask('wangfang', '我报的4号护考改成5号')).toMatch(/已为你报名：6月5日/);
      expect(await minePlain('wangfang')).not.toMatch(/6月4日/);
      await app.ask('wangfang', '取消 6月5日护考');
    });
  });

  it('takes a quoted announcement for what the words are about', async () => {
    const shown = await app.ask('liqiang', '发布活动 6月20日 9:00-11:00 端午包粽子 地点:社区食堂 名额9');
    expect(await app.ask('wangfang', '我去', 'group-1', shown)).toMatch(/已为你报名：6月20日\(周六\)9:00 端午包粽子/);
    expect(await app.ask('chenjing', '我也去', 'group-1', shown)).toMatch(/已为你报名：6月20日/);
    expect(await app.ask('chenjing', '请假', 'group-1', shown)).toMatch(/已取消你的报名：6月20日/);
    expect(await app.ask('zhaomin', '我去', 'group-1', '今天天气真好')).not.toMatch(/已为你报名/);
    const meeting = '【会议提醒】例会\n时间：5月25日(周一)19:00\n地点：支部活动室';
    expect(await app.ask('chenjing', '来不了，孙子发烧', 'group-1', meeting)).toMatch(/5月25日/);
    await app.moveTo('2026-06-20T12:00:00+08:00');
    expect(await app.ask('wangfang', '完成 2小时', 'group-1', shown)).toMatch(/端午包粽子[\s\S]*2小时/);
  });

  it('says nothing to talk about it', async () => {
    expect(await app.say('wangfang', '大家有事都可以问@志愿助手 很方便的')).toEqual([]);
    expect(textOf(await app.say('wangfang', '@志愿助手 今天天气真好'))).toMatch(/没看懂/);
  });
});
