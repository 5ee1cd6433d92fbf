import type { ComponentChildren } from 'preact';
import type { Page } from '../../bot/page.ts';
import { type Day, formatDay } from '../../language/day.ts';
import { formatTimes, typedName } from '../activity/usecase/describe.ts';
import { formatStart, formatWhy } from '../meeting/usecase/text.ts';
import { type Home, homeOf } from './usecase.ts';

type Placed = Home['own'][number];

/** What one is registered for, and the meetings to come. */
export function homePage(botName: string): Page {
  return {
    path: '/console',
    title: '我的志愿服务',
    right: 'everyone',
    async render(context) {
      const { own, forOthers, meetings } = await homeOf(context);
      const { today } = context;
      return (
        <>
          <List title="我的报名" none={`现在没有报名。在群里发「@${botName} 活动列表」，看看有什么活动。`}>
            {own.map((one) => (
              <Registered key={one.standing.id} one={one} today={today} botName={botName} />
            ))}
          </List>
          {forOthers.length > 0 && (
            <List title="替别人报的" none="">
              {forOthers.map((one) => (
                <Registered key={one.standing.id} one={one} today={today} botName={botName} isForOther />
              ))}
            </List>
          )}
          <List title="近期会议" none="还没有安排会议。">
            {meetings.map((one) => (
              <Meeting key={one.holding.id} one={one} today={today} />
            ))}
          </List>
        </>
      );
    },
  };
}

function List({ title, none, children }: { title: string; none: string; children: ComponentChildren[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {children.length === 0 ? <p class="quiet">{none}</p> : <ul>{children}</ul>}
    </section>
  );
}

function Registered(props: { one: Placed; today: Day; botName: string; isForOther?: boolean }) {
  const { standing, position } = props.one;
  const { occurrence, companions, state, person } = standing;
  const name = props.isForOther ? (person.name ?? '未留姓名') : undefined;
  const typed = [typedName(occurrence), name].filter(Boolean).join(' ');
  return (
    <li>
      <strong>
        {name && `${name}：`}
        {occurrence.activity.title}
      </strong>
      <span>{[formatDay(occurrence.day, props.today), formatTimes(occurrence)].filter(Boolean).join(' ')}</span>
      {occurrence.activity.place && <span>，{occurrence.activity.place}</span>}
      <br />
      <span>{state === 'confirmed' ? '已报上' : `候补第 ${position} 位`}</span>
      {companions > 0 && <span>，带 {companions} 人</span>}
      <br />
      <span class="quiet">
        来不了请在群里发：@{props.botName} 取消 {typed}
      </span>
    </li>
  );
}

function Meeting({ one: { holding, isOnLeave }, today }: { one: Home['meetings'][number]; today: Day }) {
  const { meeting, place, state } = holding;
  return (
    <li>
      <strong>{meeting.title}</strong>
      <span>
        {formatStart(holding, today)}
        {formatWhy(holding)}
      </span>
      {place && <span>，{place}</span>}
      {state === 'cancelled' && <span>，这次不开</span>}
      {isOnLeave && <span>，你已请假</span>}
    </li>
  );
}
