import { beforeEach, describe, expect, it } from 'vitest';
import { describeOnDatabases } from '../../support/database.ts';
import { startTasks, type TaskTalk } from '../../support/tasks.ts';

describeOnDatabases('a task that is given', (database) => {
  let talk: TaskTalk;
  let id: string;

  beforeEach(async () => {
    talk = await startTasks(database.get());
    id = await talk.give('安排 李强 6月10日前 联系出租车');
    await talk.told();
  });

  describe('done', () => {
    it.each([
      '完成 ID 已联系4辆',
      '完成任务ID，已联系4辆',
      '完成了 ID 结果：已联系4辆',
      '任务ID完成了 已联系4辆',
      '任务ID我已经办完了，已联系4辆',
      '办完ID 已联系4辆',
      'ID号任务办好了 已联系4辆',
    ])('%s', async (line) => {
      const text = await talk.ask('liqiang', line.replace('ID', id));
      expect(text).toContain(`任务${id}办完了：联系出租车（李强），已联系4辆。已经告诉赵敏。`);
      expect(await talk.told()).toMatchObject([
        { to: 'zhaomin', kind: 'task_changed', text: `赵敏，任务${id}「联系出租车」办完了（李强）：已联系4辆。` },
      ]);
      expect(await talk.ask('liqiang', '撤销')).toContain('6月10日(周二)前，在办');
      expect(await talk.told()).toMatchObject([{ to: 'zhaomin', text: expect.stringContaining('刚才的改动撤销了') }]);
    });

    it('with what came of it said later', async () => {
      expect(await talk.ask('liqiang', `完成 ${id}`)).toContain(`完成 ${id} 已联系4辆`);
      expect(await talk.ask('liqiang', `完成 ${id}`)).toContain('已经由李强办完了');
      expect(await talk.ask('liqiang', `完成 ${id} 已联系4辆`)).toContain('，已联系4辆');
      expect(await talk.ask('liqiang', `任务 ${id}`)).toContain('现在：办完了，已联系4辆');
    });

    it('by a tap, once; a stale card tells what is the case', async () => {
      const tapped = await talk.click('liqiang', `task-finish:${id}`);
      expect(tapped).toMatchObject({ isUpdate: true, isForAll: true, isOnCard: true });
      expect(tapped.card?.text).toContain('李强办完了');
      expect(tapped.card?.buttons.map(({ text }) => text)).toEqual(['重开', '我的任务']);
      const again = await talk.click('liqiang', `task-finish:${id}`);
      expect(again.card?.text).toContain('已经由李强办完了，这一下没有再记');
      expect((await talk.click('liqiang', `task-defer:${id}`)).card?.text).toContain('已经由李强办完了');
      expect((await talk.click('liqiang', `task-reopen:${id}`)).card?.text).toContain('李强重新打开了');
      expect((await talk.click('wangfang', `task-finish:${id}`)).card).toMatchObject({ title: '没有办成' });
      expect((await talk.click('liqiang', 'task-finish:x')).card?.text).toContain('认不出来');
    });

    it('asked which where no number is said', async () => {
      await talk.give('安排 李强 6月5日前 借雨衣');
      const asked = await talk.say('liqiang', '完成任务');
      expect(asked.choices?.map(({ label }) => label.replace(/任务\d+ /, ''))).toEqual([
        '借雨衣，6月5日(周四)前，还有2天',
        '联系出租车，6月10日(周二)前，还有7天',
      ]);
      expect(await talk.ask('liqiang', '2')).toContain('联系出租车');
      expect(await talk.ask('wangfang', '完成任务')).toContain('没看懂');
    });

    it.each(['出租车的事办好了', '出租车联系好了', '联系出租车的任务完成了'])(
      'by words, asked back: %s',
      async (line) => {
        expect(await talk.ask('liqiang', line)).toContain(`是任务${id}「联系出租车」办完了吗？`);
        expect(await talk.ask('liqiang', '不是')).toContain('没有动');
        await talk.ask('liqiang', line);
        expect(await talk.ask('liqiang', '是')).toContain('办完了：联系出租车');
      },
    );

    it('by words that mean none, or several', async () => {
      expect(await talk.ask('liqiang', '雨衣的事办好了')).toContain('没看懂');
      expect(await talk.ask('wangfang', '出租车的事办好了')).toContain('没看懂');
      await talk.give('安排 李强 6月11日前 付出租车的钱');
      expect(await talk.ask('liqiang', '出租车的事办好了')).toContain('是哪一个办完了？');
    });

    it.each([
      ['wangfang', `完成 ID`, '是李强的，不归你办'],
      ['liqiang', '完成 999999', '没有任务999999'],
      ['liqiang', '完成 99999999999', '没看懂'],
      ['liqiang', `完成 ID ${'好'.repeat(201)}`, '完成情况请写短一些'],
      ['liqiang', '完成 3小时', '没看懂'],
      ['liqiang', '完成 2 次', '没看懂'],
    ])('%s: %s', async (sender, line, answer) => {
      expect(await talk.ask(sender, line.replace('ID', id))).toContain(answer);
      expect(await talk.told()).toEqual([]);
    });

    it('by the committee in the owner’s stead: the owner is told', async () => {
      expect(await talk.ask('zhaomin', `完成 ${id}`)).toContain('已经告诉李强');
      expect((await talk.told()).map(({ to }) => to)).toEqual(['liqiang']);
    });
  });

  describe('deferred', () => {
    it.each([
      ['延期 ID 到6月16日', '6月16日(周一)前'],
      ['延期 ID 6月16日 车还没定', '6月16日(周一)前'],
      ['任务ID延期到6月16日，因为车还没定', '6月16日(周一)前'],
      ['任务ID的期限改到下下周一', '6月16日(周一)前'],
      ['延期 ID 三天', '6月13日(周五)前'],
      ['任务ID推迟一周', '6月17日(周二)前'],
      ['延期 ID 不限', '不限时间'],
    ])('%s', async (line, due) => {
      const text = await talk.ask('liqiang', line.replace('ID', id));
      expect(text).toContain(`任务${id}「联系出租车」的期限改到${due}，原来是6月10日(周二)前。已经告诉赵敏。`);
      const why = line.includes('车还没定') ? '，原因：车还没定' : '';
      expect(await talk.told()).toMatchObject([
        { to: 'zhaomin', text: expect.stringContaining(`改到${due}，原来是6月10日(周二)前（李强改的）${why}。`) },
      ]);
      expect(await talk.ask('liqiang', '撤销')).toContain('6月10日(周二)前，在办');
    });

    it('by a tap, to a day offered', async () => {
      const asked = await talk.click('liqiang', `task-defer:${id}`);
      expect(asked.choices?.map(({ label }) => label)).toEqual(['6月11日(周三)', '6月13日(周五)', '6月17日(周二)']);
      expect(await talk.ask('liqiang', '2')).toContain('改到6月13日(周五)前');
    });

    it.each([
      ['liqiang', '延期 ID 到6月10日', '本来就是6月10日(周二)前，不用改'],
      ['liqiang', '延期 ID', '延到哪一天？'],
      ['liqiang', '延期 ID 到6月1日', '已经过了'],
      ['liqiang', '延期 ID 到2月30日', '没有这一天'],
      ['wangfang', '延期 ID 到6月16日', '是李强的'],
      ['liqiang', '延期 ID 到6月14日', '请留意：6月14日(周六)是周末'],
      ['liqiang', '延期3天开会', '没看懂'],
    ])('%s: %s', async (sender, line, answer) => {
      expect(await talk.ask(sender, line.replace('ID', id))).toContain(answer);
    });
  });

  describe('handed over', () => {
    it.each(['转交 ID 给王芳', '任务ID转给王芳', '把任务ID交给王芳', '转交 ID 给@王芳 她离得近'])(
      '%s',
      async (line) => {
        const text = await talk.ask('liqiang', line.replace('ID', id));
        expect(text).toContain('转给了王芳，6月10日(周二)前。已经告诉王芳、赵敏。');
        const why = line.includes('近') ? '，原因：她离得近' : '';
        expect(await talk.told()).toMatchObject([
          {
            to: 'wangfang',
            text: expect.stringContaining(`李强把任务${id}「联系出租车」转给你，6月10日(周二)前${why}`),
          },
          { to: 'zhaomin', text: expect.stringContaining('转给了王芳') },
        ]);
        expect(await talk.ask('liqiang', '撤销')).toContain('负责人李强');
        expect((await talk.told()).map(({ to }) => to)).toEqual(['liqiang', 'wangfang', 'zhaomin'].slice(1));
      },
    );

    it('by who gave it: the old owner is told, too', async () => {
      await talk.ask('zhaomin', `转交 ${id} 给王芳`);
      expect(await talk.told()).toMatchObject([
        { to: 'wangfang', buttons: ['完成', '延期', '转交', '我的任务'] },
        { to: 'liqiang', text: expect.stringContaining('你不用办了'), buttons: [] },
      ]);
    });

    it('to a namesake, a wrong name, or nobody', async () => {
      expect(await talk.ask('liqiang', `转交 ${id} 给陈静`)).toContain('有几位陈静');
      expect(await talk.ask('liqiang', '2')).toContain('转给了陈静');
      expect(await talk.ask('zhaomin', `转交 ${id} 给王方`)).toContain('没有叫「王方」的人');
      expect(await talk.ask('zhaomin', '1')).toContain('转给了王芳');
      expect(await talk.ask('zhaomin', `转交 ${id} 给钱多多`)).toContain('没有叫「钱多多」的人，没有转');
      expect(await talk.ask('zhaomin', `转交 ${id}`)).toContain('请写上转给谁');
      expect(await talk.ask('zhaomin', `转交 ${id} 给周丽`)).toContain('我通知不到');
      expect(await talk.ask('zhaomin', `转交 ${id} 给周丽`)).toContain('本来就是周丽的');
      expect((await talk.click('zhaomin', `task-hand:${id}`)).card?.text).toContain(`转交 ${id} 给王芳`);
    });

    it('not what somebody noted for themselves, by who may give nobody tasks', async () => {
      const own = /任务(\d+)/.exec(await talk.ask('liqiang', '记任务 6月10日前 交材料'))?.[1];
      expect(await talk.ask('liqiang', `转交 ${own} 给王芳`)).toContain('要支委以上');
    });
  });

  it.each(['取消任务 ID 车队自己来', '任务ID不用办了，车队自己来'])('dropped by who gave it: %s', async (line) => {
    expect(await talk.ask('liqiang', line.replace('ID', id))).toContain('是赵敏派的');
    expect(await talk.ask('zhaomin', line.replace('ID', id))).toContain('取消了，李强不用办了。已经告诉李强。');
    expect(await talk.told()).toMatchObject([
      { to: 'liqiang', text: expect.stringContaining('不用办了（赵敏取消的），原因：车队自己来'), buttons: [] },
    ]);
    expect(await talk.ask('liqiang', `完成 ${id}`)).toContain('已经取消了');
    expect(await talk.ask('zhaomin', '撤销')).toContain('在办');
  });

  it.each(['重开任务 ID', '任务ID没办完', '任务ID重新打开'])('opened again: %s', async (line) => {
    expect(await talk.ask('liqiang', `重开任务 ${id}`)).toContain('不用重开');
    await talk.ask('liqiang', `完成 ${id}`);
    await talk.told();
    expect(await talk.ask('liqiang', line.replace('ID', id))).toContain('重新打开了，负责人李强');
    expect((await talk.told()).map(({ to }) => to)).toEqual(['zhaomin']);
  });

  it('is not put back over what another has changed since', async () => {
    await talk.ask('liqiang', `延期 ${id} 到6月16日`);
    await talk.ask('zhaomin', `延期 ${id} 到6月20日`);
    expect(await talk.ask('liqiang', '撤销')).toContain('后来又有人改过，没有撤销');
    expect(await talk.ask('liqiang', `任务 ${id}`)).toContain('6月20日');
  });

  it('calls nobody and marks nothing up, whatever is typed as result or reason', async () => {
    const said = [
      await talk.ask('liqiang', `延期 ${id} 到6月16日 <@all>**粗**`),
      await talk.ask('zhaomin', `转交 ${id} 给王芳 [这里](http://x.example)<@liqiang>`),
      await talk.ask('wangfang', `完成 ${id} \`好\`<@all>`),
      await talk.ask('zhaomin', `任务 ${id}`),
      ...(await talk.told()).map(({ text }) => text),
    ];
    expect(said).toHaveLength(8);
    for (const text of said) expect(text).not.toMatch(/<@|\*\*粗|\]\(http|`/);
  });

  it('is finished once, however many say so at once', async () => {
    const answers = await Promise.all([talk.ask('liqiang', `完成 ${id}`), talk.ask('zhaomin', `完成 ${id}`)]);
    expect(answers.filter((text) => text.startsWith('好的'))).toHaveLength(1);
  });
});
