// Which day of the half year lies at a place of its picture; the sizes are those of calendar_view.py.

const WEEKS = 26;
const STEP = 14;
const TOP = 16;
const HEIGHT = 114;

/** The date at a place, given from 0 to 1 across and down; null between the days and after the last. */
export function dayAt(first, across, down) {
  const week = Math.floor(across * WEEKS);
  const weekday = Math.floor((down * HEIGHT - TOP) / STEP);
  if (week < 0 || week >= WEEKS || weekday < 0 || weekday > 6) return null;
  const day = new Date(`${first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + week * 7 + weekday);
  return day.toISOString().slice(0, 10);
}
