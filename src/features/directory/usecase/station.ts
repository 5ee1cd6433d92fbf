import type { Department } from '../../../bot/directory.ts';

const STATION = /(?:站|支部)$/;
const LONGEST = 50;
/** The parent of the root, which stands for the whole corporation. */
const ABOVE_ROOT = 0;

/**
 * Which departments are stations: those below the root whose name ends in
 * 站 or 支部. Any other department belongs to the nearest station above it, or to none.
 * @returns the name of the station by the department's id.
 */
export function stationsOf(departments: readonly Department[]): Map<number, string> {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const stations = new Map<number, string>();
  for (const { id } of departments) {
    const station = nearestStation(id, byId);
    if (station !== undefined) stations.set(id, station);
  }
  return stations;
}

function nearestStation(id: number, byId: ReadonlyMap<number, Department>): string | undefined {
  const seen = new Set<number>();
  for (let at = byId.get(id); at && !seen.has(at.id); at = byId.get(at.parentId)) {
    seen.add(at.id);
    const name = at.name.trim();
    const isRoot = at.parentId === ABOVE_ROOT;
    if (!isRoot && STATION.test(name) && name.length <= LONGEST) return name;
  }
  return undefined;
}
