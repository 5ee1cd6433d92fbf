import type { ComponentChildren } from 'preact';
import type { Page } from '../../bot/page.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { LedgerHolding, Line, PeriodState } from './types.ts';
import {
  describeRate,
  describeRequirement,
  describeState,
  nameLine,
  nameMissed,
  nameRecord,
  nameSpan,
  sumOf,
} from './usecase/describe.ts';
import { ledgerOf } from './usecase/ledger.ts';
import { namePeriod, periodOf } from './usecase/period.ts';

const STATES: Record<PeriodState, { word: string; look: string }> = {
  met: { word: '已完成', look: 'good' },
  planned: { word: '已排定', look: 'good' },
  open: { word: '待开', look: 'soon' },
  overdue: { word: '欠开', look: 'bad' },
};

/** The ledger of this year; each line opens to its periods and holdings. */
export const ledgerPage: Page = {
  path: '/console/ledger',
  title: '三会一课台账',
  right: 'meet',
  async render({ db, now, today, zone }) {
    const span = periodOf('year', today);
    const { lines, unassigned } = await ledgerOf(db, { span }, { now, today, zone });
    return (
      <>
        <p class="quiet">
          {nameSpan(span, today)}，到{formatDay(today, today)}。别的时间，问机器人：台账 上半年
        </p>
        {lines.length === 0 && <p class="quiet">还没有要开的会，也没有开过的会。</p>}
        {lines.length > 0 && <Overview lines={lines} today={today} />}
        {lines.map((line) => (
          <LineSection key={anchorOf(line)} line={line} today={today} />
        ))}
        {unassigned.length > 0 && (
          <section>
            <h2>没有写明哪个党小组的党小组会</h2>
            <Holdings holdings={unassigned} today={today} />
          </section>
        )}
      </>
    );
  },
};

/** Everything at a glance; the name leads to the rows. */
function Overview({ lines, today }: { lines: readonly Line[]; today: Day }) {
  return (
    <section>
      <table class="overview">
        <thead>
          <tr>
            <th scope="col">会议</th>
            <th scope="col">应开</th>
            <th scope="col">开了</th>
            <th scope="col">情况</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { due, held, state } = sumOf(line, today);
            const isAsked = line.checked.length > 0;
            return (
              <tr key={anchorOf(line)}>
                <th scope="row">
                  <a href={`#${anchorOf(line)}`}>{nameLine(line)}</a>
                </th>
                <td>{isAsked ? due : '不作要求'}</td>
                <td>{held}</td>
                <td>{isAsked && <State state={state} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function anchorOf({ kind, unit }: Line): string {
  return unit ? `${kind}-${unit.id}` : kind;
}

function LineSection({ line, today }: { line: Line; today: Day }) {
  const { due, held, missed, next, state } = sumOf(line, today);
  return (
    <section id={anchorOf(line)}>
      <h2>
        {nameLine(line)} {line.checked.length > 0 && <State state={state} />}
      </h2>
      <table>
        <tbody>
          <Fact label="要求">{describeRequirement(line.requirement)}</Fact>
          {line.checked.length > 0 && <Fact label="到今天应开">{due} 次</Fact>}
          <Fact label="开了">{held} 次</Fact>
          {missed.length > 0 && <Fact label="欠">{nameMissed(missed, today)}</Fact>}
          {next && (
            <Fact label="接下来">
              {namePeriod(next.period, today)}还要开 {next.lacking} 次，{formatDay(next.period.to, today)}前
            </Fact>
          )}
          {held > 0 && <Fact label="考勤">{describeRate(line.holdings).replace(/^考勤/, '')}</Fact>}
        </tbody>
      </table>
      <details>
        <summary>看每一次</summary>
        {line.checked.length > 0 && <Periods line={line} today={today} />}
        <Holdings holdings={line.holdings} today={today} />
      </details>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{children}</td>
    </tr>
  );
}

function State({ state }: { state: PeriodState }) {
  const { word, look } = STATES[state];
  return <span class={`state ${look}`}>{word}</span>;
}

function Periods({ line, today }: { line: Line; today: Day }) {
  const begun = line.checked.filter(({ period }) => period.from <= today);
  return (
    <ul class="periods">
      {begun.map(({ period, held, times, state }) => (
        <li key={period.from}>
          {namePeriod(period, today)}：{held} / {times} 次 <State state={state} />
        </li>
      ))}
    </ul>
  );
}

function Holdings({ holdings, today }: { holdings: readonly LedgerHolding[]; today: Day }) {
  if (holdings.length === 0) return <p class="quiet">还没有开过，也没有排定。</p>;
  return (
    <ul>
      {holdings.map((holding) => (
        <li key={holding.id}>
          <strong>
            {formatDay(holding.day, today)} {holding.title}
          </strong>
          <span>{describeState(holding)}</span>
          {holding.state === 'held' && !holding.hasMinutes && <span>，没有会议记录</span>}
          <span class="quiet">，{nameRecord(holding)}</span>
        </li>
      ))}
    </ul>
  );
}
