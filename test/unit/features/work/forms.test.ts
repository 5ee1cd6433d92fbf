import { describe, expect, it } from 'vitest';
import { FORMS } from '../../../../src/features/work/forms/index.ts';
import { readSaid } from '../../../../src/features/work/said.ts';
import type { WorkItem } from '../../../../src/features/work/types.ts';
import { normalise } from '../../../../src/language/text.ts';

const TODAY = '2025-06-15';

function read(line: string) {
  const text = normalise(line).text;
  const said = readSaid(text, TODAY);
  for (const form of FORMS) {
    const told = form.pattern.test(text) ? form.read(said) : undefined;
    if (told) return { form: form.name, said, told };
  }
  return undefined;
}

/** `发放 倡议书 80份` */
function brief({ verb, item, quantity, unitWord, giver, receiver }: WorkItem): string {
  const amount = `${quantity ?? '?'}${unitWord ?? ''}`;
  return [receiver, giver, verb, item, amount].filter(Boolean).join(' ');
}

describe('what was achieved', () => {
  it.each<[string, string | null, string[]]>([
    ['文明养犬 发放倡议书80份 环保袋50套', '文明养犬', ['发放 倡议书 80份', '发放 环保袋 50套']],
    ['发放文明养犬倡议书80张，小铲子、环保袋50套', null, ['发放 文明养犬倡议书 80张', '发放 小铲子、环保袋 50套']],
    ['7月24日、29日 文明养犬劝导 发放倡议书8000张', '文明养犬劝导', ['发放 倡议书 8000张']],
    ['植树700棵', null, ['栽植 树木 700棵']],
    ['栽植高档林木七千棵', null, ['栽植 高档林木 7000棵']],
    ['帮助销售救命山药2万斤', null, ['帮助销售 救命山药 20000斤']],
    ['走访慰问困难家庭25户', null, ['走访慰问 困难家庭 25户']],
    ['发放了80份倡议书', null, ['发放 倡议书 80份']],
    ['义诊 接待群众120人次 发放宣传单300份', '义诊', ['接待 群众 120人次', '发放 宣传单 300份']],
    ['交通劝导 劝导不文明行为56起', '交通劝导', ['劝导 不文明行为 56起']],
    ['文明创建 发放宣传手册 数量待补', '文明创建', ['发放 宣传手册 ?']],
    ['护考 雷锋出租车4辆 企业车7辆', '护考', ['雷锋出租车 4辆', '企业车 7辆']],
    ['爱心送考 出动出租车35辆', '爱心送考', ['出租车 35辆']],
    ['护考 受益300人', '护考', ['群众 300人']],
    ['受益群众1.2万人', null, ['群众 12000人']],
    ['协会党支部被区委评为“优秀基层党组织” 2014年', null, ['协会党支部 区委 优秀基层党组织 1项']],
    ['协会连续两年被评为“优秀基层党组织”', null, ['协会 优秀基层党组织 2年']],
    ['4个服务站被市文明委评为优秀志愿服务组织', null, ['服务站 市文明委 优秀志愿服务组织 4个']],
    ['荣誉 优秀志愿服务组织 市文明委', null, ['市文明委 优秀志愿服务组织 1项']],
    ['中央电视台、经济日报 报道了 爱心托起小世博', '爱心托起小世博', ['中央电视台 1次', '经济日报 1次']],
    ['山东电视台等媒体对爱心托起小世博进行了集中报道', '爱心托起小世博', ['山东电视台 1次']],
    ['6月3日 济宁日报 报道 爱心护考', '爱心护考', ['济宁日报 1次']],
    ['收到入党申请书3份', null, ['入党申请书 3份']],
    ['三名同志递交了入党申请书', null, ['入党申请书 3份']],
    ['收到需求 王府社区 家电维修、义诊', null, ['王府社区 家电维修 1项', '王府社区 义诊 1项']],
    ['与区民政局共同成立志愿者爱心实践基地', null, ['志愿者爱心实践基地 1个']],
    ['制定 志愿服务登记制度、积分制度', null, ['志愿服务登记制度 1项', '积分制度 1项']],
    ['截至6月10日 服务站29个 志愿者8775名，其中党员232名', null, ['服务站 29个', '志愿者 8775名', '党员 232名']],
  ])('%s', (line, title, items) => {
    const found = read(line);
    expect(found?.told.title ?? null).toBe(title);
    expect(found?.told.items.map(brief)).toEqual(items);
    expect(found?.told.problem).toBeUndefined();
  });

  it.each(['发放倡议书80余份', '护考 雷锋出租车约4辆', '受益群众300余人', '发放倡议书近百份'])(
    '%s is no exact number: asked back',
    (line) => {
      expect(read(line)?.told.problem).toMatch(/不是准数/);
    },
  );

  it.each([
    '下周三植树 我跟我儿子 2人',
    '29号30号还有1号的水库巡逻算我一份',
    '植树减2人，两个同事出差',
    '八一小学求助：4月20日放学护送，每天要6人',
    '安排 李强 6月10日前 发放倡议书80份',
    '发放倡议书了吗？',
    '捐赠 衣物 200套',
    '补录 6月2日 植树 3人 2小时',
    '植树 20人',
    '怎么登记荣誉',
    '请中央电视台报道一下',
    '制度在哪里看？',
    '我要写入党申请书',
  ])('%s is something else', (line) => {
    expect(read(line)).toBeUndefined();
  });

  it('takes the day, the stretch of days, or the end of a year that is over', () => {
    expect(read('6月4日 护考 受益300人')?.said).toMatchObject({ day: '2025-06-04', untilDay: '2025-06-04' });
    expect(read('6月7日、8日 护考送水 发放矿泉水200箱')?.said).toMatchObject({
      day: '2025-06-07',
      untilDay: '2025-06-08',
    });
    expect(read('荣誉 优秀志愿服务组织 市文明委 2014年')?.said).toMatchObject({ day: '2014-12-31', year: 2014 });
    expect(read('植树700棵')?.said).toMatchObject({ day: TODAY });
  });

  it('every example of the help is read by its own form', () => {
    for (const { name, help } of FORMS)
      for (const line of help.examples) expect([line, read(line)?.form]).toEqual([line, name]);
  });

  it('reads a long odd line in linear time', () => {
    for (const piece of ['发放', '发放倡议书8', '被评为', '报道、', '受益', '基地和', '1个'])
      expect(() => read(piece.repeat(300 / piece.length))).not.toThrow();
  });
});
