// Finds a search's words in a text, folded as on the server: case, accents and width do not
// matter.

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const MARKS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;

export function fold(text) {
  const cased = text.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return cased.normalize("NFD").replace(MARKS, "$1").normalize("NFC").replace(/\s+/gu, " ");
}

/** The words and "quoted phrases" of a query, folded. */
export function terms(query) {
  return [...query.matchAll(/"([^"]+)"|\S+/gu)].map((match) => fold(match[1] ?? match[0])).filter(Boolean);
}

/** The folded text, and where in the text each of its characters comes from. */
function mapped(text) {
  let folded = "";
  const from = [];
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    const part = fold(segment);
    folded += part;
    for (let i = 0; i < part.length; i++) {
      from.push({ start: index, end: index + segment.length });
    }
  }
  return { folded, from };
}

function ranges(text, words) {
  const { folded, from } = mapped(text);
  const found = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push({ start: from[at].start, end: from[at + word.length - 1].end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Splits a text into parts that match and parts that don't.
 * @returns {{text: string, hit: boolean}[]}
 */
export function split(text, query) {
  const parts = [];
  let end = 0;
  for (const range of ranges(text, terms(query))) {
    if (range.end <= end) {
      continue;
    }
    const start = Math.max(range.start, end);
    parts.push({ text: text.slice(end, start), hit: false }, { text: text.slice(start, range.end), hit: true });
    end = range.end;
  }
  parts.push({ text: text.slice(end), hit: false });
  return parts.filter((part) => part.text !== "");
}

const LEAD = 60;

/** The part of a long text that has the first match in it. */
export function excerpt(text, query, length = 220) {
  const first = ranges(text, terms(query))[0]?.start ?? 0;
  if (text.length <= length || first < LEAD) {
    return text.length <= length ? text : `${text.slice(0, length)}…`;
  }
  const start = first - LEAD;
  return `…${text.slice(start, start + length)}${start + length < text.length ? "…" : ""}`;
}
