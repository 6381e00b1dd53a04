// Daily counts for charts: gaps filled, and grouped by month for long ranges.

const DAY_MS = 86_400_000;

/** The fewest days, or months, that are drawn, so that the first one is no wall. */
const DAYS_MIN = 14;
const MONTHS_MIN = 12;

/** More days than these are told by the month. */
const DAYS_MAX = 92;

/** The most months that are drawn: the newest. */
const MONTHS_MAX = 120;

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

const numberOf = (day) => Math.floor(Date.parse(day) / DAY_MS);

const textOf = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

const monthOf = (day) => day.slice(0, 7);

/**
 * @param {{day: string, clicks: number}[]} byDay in order, days without clicks may be missing
 * @param {string} today
 * @returns {{unit: string, bars: {label: string, value: number}[]}} up to today
 */
export function overTime(byDay, today = new Date().toISOString().slice(0, 10)) {
  const last = Math.max(numberOf(today), numberOf(byDay.at(-1).day));
  const first = Math.min(numberOf(byDay[0].day), last - DAYS_MIN + 1);
  return last - first < DAYS_MAX ? daily(byDay, first, last) : monthly(byDay, textOf(last));
}

function daily(byDay, first, last) {
  const clicks = new Map(byDay.map((one) => [one.day, one.clicks]));
  const days = Array.from({ length: last - first + 1 }, (_, i) => textOf(first + i));
  return { unit: "day", bars: days.map((day) => ({ label: DAY.format(new Date(day)), value: clicks.get(day) ?? 0 })) };
}

function monthly(byDay, last) {
  const clicks = new Map();
  byDay.forEach((one) => clicks.set(monthOf(one.day), (clicks.get(monthOf(one.day)) ?? 0) + one.clicks));
  const first = monthOf(byDay[0].day);
  const bars = [];
  const at = new Date(monthOf(last));
  while (bars.length < MONTHS_MIN || (monthOf(at.toISOString()) >= first && bars.length < MONTHS_MAX)) {
    bars.unshift({ label: MONTH.format(at), value: clicks.get(monthOf(at.toISOString())) ?? 0 });
    at.setUTCMonth(at.getUTCMonth() - 1);
  }
  return { unit: "month", bars };
}
