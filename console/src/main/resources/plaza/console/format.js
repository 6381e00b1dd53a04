// Formats values for display: numbers, times, names, links.

const NUMBER = new Intl.NumberFormat("en");
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const FULL = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });

export const count = (n) => NUMBER.format(n);

export const counted = (n, one, many) => `${count(n)} ${n === 1 ? one : many}`;

export const time = (iso) => TIME.format(new Date(iso));

export const fullTime = (iso) => FULL.format(new Date(iso));

/** The day of a time, in the reader's time zone, as a key that can be compared. */
export function dayOf(iso) {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

const isToday = (date) => dayOf(date) === dayOf(new Date());

export function day(iso) {
  const date = new Date(iso);
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (isToday(date)) {
    return "Today";
  }
  return dayOf(date) === dayOf(yesterday) ? "Yesterday" : DAY.format(date);
}

/** A time where there is little room. */
export function when(iso) {
  const date = new Date(iso);
  return isToday(date) ? TIME.format(date) : SHORT_DAY.format(date);
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const first = (word) => [...GRAPHEMES.segment(word)][0]?.segment ?? "";

/** One or two letters that stand for a name. */
export function initials(name) {
  const words = name.split(/[\s._\-|]+/u).filter((word) => /[\p{L}\p{N}\p{Emoji}]/u.test(word));
  const text = words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0] ?? name);
  return text.toLocaleUpperCase() || "?";
}

const HUES = 24;

/** A colour's angle for a name, always the same: FNV-1a of its UTF-16. */
export function hue(name) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return ((hash >>> 0) % HUES) * (360 / HUES);
}

const URL_START = /https?:\/\/[^\s<>"'`{}|\\^]+/giu;

/**
 * Splits a text into plain parts and addresses of web pages.
 * @returns {{text: string, href?: string}[]}
 */
export function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(URL_START)) {
    const url = trimmed(match[0]);
    if (!URL.canParse(url)) {
      continue;
    }
    parts.push({ text: text.slice(end, match.index) }, { text: url, href: url });
    end = match.index + url.length;
  }
  parts.push({ text: text.slice(end) });
  return parts.filter((part) => part.text !== "");
}

/** Without what ends the sentence around it; a closing bracket stays when its opening one is there. */
function trimmed(url) {
  let end = url.length;
  while (/[.,;:!?\])*]/u.test(url[end - 1]) && !closes(url.slice(0, end))) {
    end--;
  }
  return url.slice(0, end);
}

/** Whether the text ends with a bracket that it has opened. */
function closes(text) {
  return text.endsWith(")") && text.split("(").length >= text.split(")").length;
}
