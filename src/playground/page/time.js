// @ts-check

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** The wall clock at +08:00, whatever the browser's zone. @param {number} instant */
function wall(instant) {
  const shifted = new Date(instant + OFFSET_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    date: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    time: shifted.toISOString().slice(11, 16),
    day: shifted.toISOString().slice(0, 10),
  };
}

/** 2026年6月1日 周一 @param {number} instant */
export function formatDate(instant) {
  const { year, month, date, weekday } = wall(instant);
  return `${year}年${month}月${date}日 周${WEEKDAYS[weekday]}`;
}

/** 6月1日 @param {number} instant */
export function formatShortDate(instant) {
  const { month, date } = wall(instant);
  return `${month}月${date}日`;
}

/** 09:00 @param {number} instant */
export function formatTime(instant) {
  return wall(instant).time;
}

/** The half-year it lies in. @param {number} instant */
export function halfYearOf(instant) {
  return wall(instant).month <= 6 ? '上半年' : '下半年';
}

/** For an input of the kind datetime-local. @param {number} instant */
export function toInput(instant) {
  const { day, time } = wall(instant);
  return `${day}T${time}`;
}

/** From such an input; NaN where nothing is in it. @param {string} value */
export function fromInput(value) {
  return Date.parse(`${value}+08:00`);
}

/** @param {number} instant */
export function toWallTime(instant) {
  return `${new Date(instant + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/**
 * The places people move the clock to.
 * @param {number} now
 * @returns {{label: string, instant: number}[]}
 */
export function quickMoves(now) {
  const sunday = (7 - wall(now).weekday) % 7;
  const sundayEvening = at(now, sunday, 20);
  return [
    { label: '+1 小时', instant: now + HOUR_MS },
    { label: '明天 8:00', instant: at(now, 1, 8) },
    {
      label: sundayEvening > now ? '本周日 20:00' : '下周日 20:00',
      instant: sundayEvening > now ? sundayEvening : at(now, sunday + 7, 20),
    },
    { label: '下周一 7:00', instant: at(now, (8 - wall(now).weekday) % 7 || 7, 7) },
  ];
}

/** @param {number} now @param {number} days @param {number} hour */
function at(now, days, hour) {
  return Date.parse(`${wall(now + days * DAY_MS).day}T00:00:00+08:00`) + hour * HOUR_MS;
}
