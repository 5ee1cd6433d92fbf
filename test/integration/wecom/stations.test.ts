import { expect, it } from 'vitest';
import { describeOnDatabases } from '../../support/database.ts';
import { robotGroups, START } from '../../support/robot-groups.ts';

const STATIONS = Array.from({ length: 29 }, (_, i) => `第${i + 1}站`);
const ROBOTS = Object.fromEntries(STATIONS.map((name, i) => [name, `key-${i + 1}`]));

describeOnDatabases('many groups', (database) => {
  const { channels, keep, sendFor, seenIn, clock, refused } = robotGroups(database, ROBOTS);

  it('twenty-nine groups with several messages each are reached within one minute, none too often', async () => {
    for (let i = 1; i <= 5; i += 1) for (const station of STATIONS) await keep(station, `通知${i}`);
    await sendFor(60_000, [channels()]);
    for (const station of STATIONS) {
      expect(await seenIn(station)).toEqual(['通知1', '通知2', '通知3', '通知4', '通知5']);
    }
    expect(clock().now().getTime() - START.getTime()).toBeLessThan(60_000);
    expect(await refused()).toEqual([]);
  });
});
