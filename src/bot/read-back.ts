import type { Day } from '../language/day.ts';
import type { Reading } from '../language/reading.ts';

export interface ReadBack {
  label: string;
  value: string;
}

export function readBack(_reading: Reading, _today: Day): ReadBack[] {
  return [];
}
