import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SummaryDraft } from '../../../src/features/summary/types.ts';
import { makeDraft } from '../../../src/features/summary/usecase/draft.ts';
import { renderSummaryDocx } from '../../../src/features/summary/usecase/paper.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { collectNumbers } from './numbers.ts';

const TODAY = '2014-12-31';
const YEAR = { from: '2014-01-01', to: '2014-12-31' };

/**
 * What a branch told of its year, one line a fact as members type it, and how the draft must tell it; where nobody
 * knew the amount, as not recorded.
 */
const CLAIMS: readonly [line: string, told: string][] = [
  [
    '截至12月30日 服务站29个 志愿者8775名 其中党员232名 入党积极分子6名',
    '设有服务站29个、志愿者8775名，其中党员232名、入党积极分子6名',
  ],
  ['组织情况 支委6人', '支部现有支委6人'],
  ['5月20日 收到入党申请书3份', '收到入党申请书3份'],
  [
    '制定 志愿服务登记制度、积分制度、奖励制度、培训制度',
    '制定制度4项：志愿服务登记制度、积分制度、奖励制度、培训制度',
  ],
  ['与区民政局共同成立志愿者爱心实践基地', '志愿者爱心实践基地'],
  ['成立 志愿者培训基地', '建立基地2个：'],
  ['协会党支部连续两年被区委评为“优秀基层党组织”', '协会党支部被区委评为“优秀基层党组织”，连续2年'],
  ['4个服务站被市文明委评为“优秀志愿者服务组织”', '被市文明委评为“优秀志愿者服务组织”的服务站有4个'],
  ['收到需求 文昌社区 家政服务', '文昌社区'],
  ['收到需求 新华社区 心理疏导', '新华社区'],
  ['收到需求 青年路社区 法律援助', '青年路社区'],
  ['收到需求 文物旅游局 讲解服务', '文物旅游局'],
  ['收到需求 民政局 助残服务', '民政局'],
  ['收到需求 文明办 文明劝导', '共6个单位提出的需求6项'],
  ['2月5日 敬老爱老服务 慰问老人 人数待补', '“敬老爱老服务”'],
  ['3月20日 三下乡志愿服务 受益2万人', '受益群众2万人'],
  ['捐赠 衣物 数量待补 用于这个冬天不冷', '衣物'],
  ['4月23日 捐赠 图书 25000册 用于图书捐赠', '图书2.5万册'],
  ['4月23日 捐赠 文具 数量待补 用于图书捐赠', '文具'],
  ['3月12日 造林绿化 栽植高档林木 数量待补', '栽植高档林木（数量未记录）'],
  ['爱心托起小世博 帮助销售山药2万斤', '帮助销售山药2万斤'],
  [
    '中央电视台、经济日报、大众日报、山东电视台、山东人民广播电台报道了爱心托起小世博',
    '中央电视台、《经济日报》、《大众日报》、山东电视台、山东人民广播电台报道了“爱心托起小世博”',
  ],
  ['补录 4月6日 万名儿童圆梦公益行动启动仪式', '4月6日'],
  ['向酒仙桥居民利某拨发救助金50000元', '向酒仙桥居民利某拨发善款5万元'],
  ['5月9日 文明城市宣传 发放宣传手册 数量待补', '发放宣传手册（数量未记录）'],
  ['补录 5月6日 助残日现场秩序维护', '“助残日现场秩序维护”'],
  ['补录 5月8日 全国助残日公益行动', '“全国助残日公益行动”'],
  ['补录 6月2日 小世博家收菜花', '“小世博家收菜花”'],
  ['6月4日 绿丝带爱心护考 雷锋出租车4辆 爱心企业车辆7辆 #绿丝带', '投入雷锋出租车4辆、爱心企业车辆7辆'],
  ['6月7日 今麦郎捐赠 矿泉水 数量待补 用于护考', '矿泉水'],
  ['补录 6月13日 无偿献血志愿服务', '“无偿献血志愿服务”'],
  [
    '7月24日、29日 文明养犬劝导 发放倡议书 数量待补，小铲子、环保袋 数量待补',
    '发放倡议书（数量未记录）、小铲子、环保袋（数量未记录）',
  ],
  ['补录 7月25日 春雨行动上门服务 #春雨行动', '“春雨行动”'],
  ['补录 7月25日 爱心劝导文明出行', '“爱心劝导文明出行”'],
];

describeOnDatabases('a year as a branch told it', (database) => {
  let app: TestApp;
  let draft: SummaryDraft;
  let text: string;
  const answers = new Map<string, string>();

  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: `${TODAY}T10:00:00+08:00` });
    for (const [line] of CLAIMS) {
      const answer = await app.ask('zhaomin', line);
      answers.set(line, answer.includes('没有把握') ? await app.ask('zhaomin', '是') : answer);
    }
    const now = new Date(`${TODAY}T12:00:00+08:00`);
    draft = await makeDraft(YEAR, { database: database.get(), now, today: TODAY });
    text = draft.sections
      .flatMap(({ heading, paragraphs }) => [heading, ...paragraphs.map((one) => one.text)])
      .join('\n');
  });
  afterAll(() => app.stop());

  it.each(CLAIMS)('%s', (line, told) => {
    expect(answers.get(line)).toMatch(/已登记|已补录/);
    expect(text).toContain(told);
  });

  it('has no number that no record holds, in the text and in the appendix', async () => {
    const { untold, unsourced, mistaken } = await collectNumbers(await renderSummaryDocx(draft), draft);
    expect({ untold, unsourced, mistaken }).toEqual({ untold: [], unsourced: [], mistaken: [] });
  });

  it('says of everything whose amount nobody knew that it is not recorded', () => {
    expect(text).toMatch(/衣物、[^。]*文具[^。]*矿泉水[^。]*的捐赠，数量未记录|另有[^。]*数量未记录/);
    expect(text).toContain('没有参加人数');
    expect(text).toContain('没有写明数量');
  });
});

describe('the same rows', () => {
  it('are covered by every claim once', () => {
    expect(new Set(CLAIMS.map(([line]) => line)).size).toBe(CLAIMS.length);
  });
});
