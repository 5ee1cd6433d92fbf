import { beforeEach, expect, it } from 'vitest';
import { describeOnDatabases } from '../../support/database.ts';
import { startTasks, type TaskTalk } from '../../support/tasks.ts';

describeOnDatabases('giving a task', (database) => {
  let talk: TaskTalk;

  beforeEach(async () => {
    talk = await startTasks(database.get());
  });
  const count = () => database.get().db.task.count({ where: { state: 'open' } });

  it.each([
    '安排 李强 6月10日前 联系出租车',
    '安排李强6月10日前联系出租车',
    '安排 @李强 6月10日前 联系出租车',
    '任务 李强 6月10日前 联系出租车',
    '任务：李强 6月10日 联系出租车',
    '派任务：李强，6月10日前完成，联系出租车',
    '给李强派个任务 6月10日前联系出租车',
    '任务 6月10日前 联系出租车 李强',
    '李强负责联系出租车，6月10日前',
    '由李强负责联系出租车，截止6月10日',
    '请李强6月10日前联系出租车',
    '请李强负责6月10日前联系出租车',
    '让李强下周二之前联系出租车',
    '把6月10日前联系出租车的任务交给李强',
    '安排 李强 一周内 联系出租车',
  ])('%s', async (line) => {
    const text = await talk.ask('zhaomin', line);
    expect(text).toMatch(/任务\d+：李强，6月10日\(周二\)前，联系出租车\n已经通知李强。/);
    expect(await talk.told()).toEqual([
      {
        to: 'liqiang',
        kind: 'task_given',
        text: expect.stringMatching(
          /^李强，赵敏请你办一件事：联系出租车，6月10日\(周二\)前（任务\d+）。办完请发：完成 \d+/,
        ),
        buttons: ['完成', '延期', '转交', '我的任务'],
      },
    ]);
  });

  it('gives several one task each', async () => {
    const text = await talk.ask('zhaomin', '任务 李强、王芳 周五前 写通讯稿');
    expect(text).toMatch(/记下了2个任务。\n任务\d+：李强，6月6日\(周五\)前，写通讯稿\n任务\d+：王芳/);
    expect((await talk.told()).map(({ to }) => to)).toEqual(['liqiang', 'wangfang']);
    expect(await talk.ask('zhaomin', '安排 @李强 @王芳 周五前 交照片')).toContain('记下了2个任务');
    expect(await talk.ask('zhaomin', '撤销')).toMatch(/不用办了：任务\d+「交照片」、任务\d+「交照片」/);
  });

  it.each([
    ['安排 李强 周五前 联系6月4日护考的出租车', '6月6日(周五)前，联系6月4日护考的出租车'],
    ['安排 李强 周五下午3点前 交照片', '6月6日(周五)前，交照片（下午3点前）'],
    [
      '安排 李强 6月10日前 打电话 13812345678',
      '6月10日(周二)前，打电话 138＊＊＊＊5678\n已经通知李强。\n请留意：电话、证件号打了星号',
    ],
    ['安排 李强 6月20日前往一中踩点', '6月20日(周五)前，前往一中踩点'],
  ])('keeps the rest of %s', async (line, told) => {
    expect(await talk.ask('zhaomin', line)).toContain(told);
  });

  it.each([
    '记任务 6月10日前 交材料',
    '我的任务 加 6月10日前 交材料',
    '记个任务 6月10日前 交材料',
    '安排我6月10日前交材料',
  ])('lets everybody keep their own: %s', async (line) => {
    expect(await talk.ask('liqiang', line)).toMatch(/任务\d+：李强，6月10日\(周二\)前，交材料/);
    expect(await talk.told()).toEqual([]);
  });

  it('lets the committee give to anybody, a lead to their own station, others to nobody', async () => {
    expect(await talk.ask('sunhao', '安排 王芳 6月10日前 交材料')).toContain('王芳，6月10日');
    expect(await talk.ask('sunhao', '安排 李强 6月10日前 交材料')).toContain('站长可以派给本站的人。可以找：赵敏');
    expect(await talk.ask('liqiang', '安排 王芳 6月10日前 交材料')).toContain('要支委以上');
    expect(await talk.ask('liqiang', '任务 孙大海 6月10日前 交材料')).toContain('要支委以上');
    expect(await count()).toBe(1);
    // Said by somebody who gives no tasks, it is talk.
    expect(await talk.ask('liqiang', '请王芳6月10日前交材料')).toContain('没看懂');
  });

  it('asks by when, and takes a tap, a day or 不限', async () => {
    const asked = await talk.say('zhaomin', '安排 李强 联系出租车');
    expect(asked.text).toContain('「联系出租车」交给李强。要在哪天前办完？');
    expect(asked.choices?.map(({ label }) => label)).toEqual([
      '6月6日(周五)',
      '6月10日(周二)',
      '6月17日(周二)',
      '不限',
    ]);
    expect(await talk.ask('zhaomin', '6月12日前')).toContain('李强，6月12日(周四)前，联系出租车');
    await talk.ask('zhaomin', '安排 李强 写通讯稿');
    expect(await talk.ask('zhaomin', '不限')).toContain('李强，不限时间，写通讯稿');
    await talk.ask('zhaomin', '安排 李强 写简报');
    expect(await talk.ask('zhaomin', '1')).toContain('李强，6月6日(周五)前，写简报');
    expect(await talk.ask('zhaomin', '安排 李强 借雨衣 不限')).toContain('李强，不限时间，借雨衣');
  });

  it('offers the day that stands in the midst', async () => {
    const asked = await talk.say('zhaomin', '安排 李强 联系6月4日护考的出租车');
    expect(asked.choices?.[0]?.label).toBe('6月4日(周三)');
    expect(await talk.ask('zhaomin', '1')).toContain('6月4日(周三)前，联系6月4日护考的出租车');
  });

  it('asks before it takes a name nobody has, and says that nobody can be told', async () => {
    expect(await talk.ask('zhaomin', '安排 钱多多 6月10日前 联系出租车')).toContain('没有叫「钱多多」的人');
    expect(await talk.ask('zhaomin', '1')).toMatch(
      /任务\d+：钱多多[\s\S]*钱多多还没有和我说过话，我通知不到，请当面告诉 TA/,
    );
    expect(await talk.told()).toEqual([]);
    await talk.ask('zhaomin', '安排 吴用 6月10日前 借雨衣');
    expect(await talk.ask('zhaomin', '算了')).toContain('没有记');
    expect(await count()).toBe(1);
  });

  it('offers who may be meant by a wrong name', async () => {
    const asked = await talk.say('zhaomin', '安排 李墙 6月10日前 联系出租车');
    expect(asked.choices?.map(({ label }) => label)).toEqual([
      '李强（企业微信 liqiang）',
      '照「李墙」记，我当面告诉',
      '都不是，不记了',
    ]);
    expect(await talk.ask('zhaomin', '1')).toContain('李强，6月10日(周二)前，联系出租车');
  });

  it('asks which of two of one name', async () => {
    expect((await talk.say('zhaomin', '安排 陈静 6月10日前 联系出租车')).choices).toHaveLength(2);
    await talk.ask('zhaomin', '2');
    expect((await talk.told()).map(({ to }) => to)).toEqual(['chenjing2']);
  });

  it('asks before the same is given twice', async () => {
    await talk.ask('zhaomin', '安排 李强 6月10日前 联系出租车');
    expect(await talk.ask('zhaomin', '安排 李强 6月12日前 联系出租车')).toContain('已经有一样的任务了');
    expect(await count()).toBe(1);
    expect(await talk.ask('zhaomin', '是')).toContain('6月12日(周四)前');
    expect(await count()).toBe(2);
  });

  it.each([
    ['安排 李强 6月1日前 联系出租车', '6月1日(周日)已经过了，没有办。请换一个日子'],
    ['安排 李强 昨天前 联系出租车', '6月2日(周一)已经过了'],
    ['安排 李强 6月31日前 联系出租车', '6月31日没有这一天'],
    ['安排 李强 2028年6月1日前 联系出租车', '太远了'],
    ['安排 李强 每周五 写通讯稿', '任务一次只记一个日子'],
    [`安排 李强 6月10日前 ${'写'.repeat(101)}`, '不超过100个字'],
    ['安排 王芳 6月10日前', '请写上要办什么事'],
    ['任务 6月10日前 联系出租车', '没看懂'],
    ['派任务 6月10日前 联系出租车', '这件事交给谁？'],
    ['记任务', '请写上要办什么事'],
  ])('refuses %s', async (line, answer) => {
    expect(await talk.ask('zhaomin', line)).toContain(answer);
    expect(await count()).toBe(0);
  });

  it('completes what was missing', async () => {
    await talk.ask('zhaomin', '派任务 6月10日前 联系出租车');
    expect(await talk.ask('zhaomin', '李强')).toContain('李强，6月10日(周二)前，联系出租车');
    await talk.ask('zhaomin', '安排 李强 6月10日前');
    expect(await talk.ask('zhaomin', '借雨衣')).toContain('李强，6月10日(周二)前，借雨衣');
  });

  it('keeps a day of rest, and says so', async () => {
    expect(await talk.ask('zhaomin', '安排 李强 6月8日前 联系出租车')).toContain('请留意：6月8日(周日)是周末');
    expect(await talk.ask('zhaomin', '安排 李强 10月1日前 挂国旗')).toContain('10月1日(周三)是国庆节假期');
    expect(await talk.ask('zhaomin', '安排 李强 周三 6月5日前 借雨衣')).toContain('请留意：6月5日是周四，不是周三');
  });

  it.each([
    '安排一下明天的车',
    '6月4日护考我负责签到',
    '张三负责任',
    '任务完成，现申请签退，请记录离岗时间。',
    '安排周五例会',
    '安排 李强 报名 6月4日护考',
    '请李强参加6月4日护考',
    '请李强明天来一趟',
    '李强请假',
    '请安排周四复盘会，地点老地方，时间晚七点',
    '新建任务：雷锋月共享单车擦洗，3月6日（周六）9-11点，大学城站，二十人',
    '给我安排个活呗，八一慰问老兵那天我休息，必须去',
  ])('leaves %s alone', async (line) => {
    expect(await talk.ask('zhaomin', line)).toContain('没看懂');
    expect(await count()).toBe(0);
  });

  it('calls nobody and marks nothing up', async () => {
    const text = await talk.ask('zhaomin', '安排 李强 6月10日前 **写** [稿](http://x.example)<@all>');
    const [task] = await database.get().db.task.findMany();
    expect(task?.title).toBe('＊＊写＊＊ ［稿］(http://x.example)＜＠all＞');
    for (const shown of [text, ...(await talk.told()).map((one) => one.text)]) expect(shown).not.toMatch(/<@|\*\*写/);
  });

  it('is taken back, and the owner is told', async () => {
    await talk.ask('zhaomin', '安排 李强 6月10日前 联系出租车');
    await talk.told();
    expect(await talk.ask('zhaomin', '撤销')).toMatch(/已撤销，不用办了：任务\d+「联系出租车」/);
    expect(await talk.told()).toMatchObject([
      { to: 'liqiang', text: expect.stringContaining('不用办了（赵敏取消的）') },
    ]);
    expect(await talk.ask('liqiang', '我的任务')).toContain('你没有要办的任务');
  });
});
