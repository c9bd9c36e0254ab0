// Times as people read them, in the browser's language and zone.

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const dayMonth = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const fullDay = new Intl.DateTimeFormat(undefined, {
  weekday: "long",
  day: "numeric",
  month: "long",
});
const dated = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

export const clockTime = (instant: string): string => clock.format(Date.parse(instant));
/** To the second, with the zone that it is told in. */
export const fullTime = (instant: string): string => full.format(Date.parse(instant));
export const dateOf = (instant: string): string => dated.format(Date.parse(instant));
export const exactTime = (instant: string): string => exact.format(Date.parse(instant));

export function dayKey(instant: string): string {
  const date = new Date(instant);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

function daysAgo(instant: string, now: Date): number {
  const midnight = (date: Date): number =>
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(new Date(instant))) / 86_400_000);
}

/** For a row: the clock today, the weekday this week, else the date. */
export function shortTime(instant: string, now = new Date()): string {
  const days = daysAgo(instant, now);
  if (days <= 0) return clock.format(Date.parse(instant));
  return (days < 7 ? weekday : dayMonth).format(Date.parse(instant));
}

/** For a separator: today, yesterday, else the full day. */
export function dayName(instant: string, now = new Date()): string {
  const days = daysAgo(instant, now);
  if (days === 0 || days === 1) {
    const word = relative.format(-days, "day");
    return word.charAt(0).toLocaleUpperCase() + word.slice(1);
  }
  const date = new Date(instant);
  return (date.getFullYear() === now.getFullYear() ? fullDay : dated).format(date);
}
