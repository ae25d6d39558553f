// Times, sizes and counts as a Russian messenger writes them.

const TIME = new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long" });
const DAY_YEAR = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long", year: "numeric" });
const SHORT = new Intl.DateTimeFormat("ru", { day: "2-digit", month: "2-digit", year: "2-digit" });
const WEEKDAY = new Intl.DateTimeFormat("ru", { weekday: "short" });
const FULL = new Intl.DateTimeFormat("ru", { dateStyle: "long", timeStyle: "medium" });
const PLURAL = new Intl.PluralRules("ru");
const DAY_MS = 86_400_000;

const date = (unix) => new Date((unix ?? 0) * 1000);

export const clock = (unix) => TIME.format(date(unix));
export const fullDate = (unix) => FULL.format(date(unix));
export const dayKey = (unix) => date(unix).toDateString();

export function dayName(unix, now = Date.now() / 1000) {
  const then = date(unix);
  const today = date(now);
  const days = Math.round((midnight(today) - midnight(then)) / DAY_MS);
  if (days === 0) return "Сегодня";
  if (days === 1) return "Вчера";
  return (then.getFullYear() === today.getFullYear() ? DAY : DAY_YEAR).format(then);
}

// The chat list has room for five characters: time, weekday or date.
export function listTime(unix, now = Date.now() / 1000) {
  const days = Math.round((midnight(date(now)) - midnight(date(unix))) / DAY_MS);
  if (days === 0) return clock(unix);
  return days > 0 && days < 7 ? WEEKDAY.format(date(unix)) : SHORT.format(date(unix));
}

function midnight(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}

export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const units = ["Б", "КБ", "МБ", "ГБ"];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits).replace(".0", "").replace(".", ",")} ${units[unit]}`;
}

export function duration(seconds) {
  const total = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, "0")}`;
}

export function viewCount(count) {
  if (count < 1000) return String(count);
  const [value, letter] = count < 1_000_000 ? [count / 1000, "К"] : [count / 1_000_000, "М"];
  return `${value.toFixed(value < 100 ? 1 : 0).replace(".0", "").replace(".", ",")}${letter}`;
}

export function plural(count, one, few, many) {
  return `${count} ${{ one, few }[PLURAL.select(count)] ?? many}`;
}

export const fullName = (person) => [person?.first_name, person?.last_name].filter(Boolean).join(" ");

export function initials(name) {
  const words = (name ?? "").trim().split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.slice(0, 2).map((word) => [...word.replace(/^[^\p{L}\p{N}]+/u, "")][0]).join("").toUpperCase() || "·";
}
