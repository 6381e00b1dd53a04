// Parses the subset of the Prometheus text format that /metrics uses.

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/u;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/gu;
const ESCAPED = { "\\n": "\n", '\\"': '"', "\\\\": "\\" };

/**
 * @typedef {{name: string, labels: Record<string, string>, value: number}} Sample
 */

/** @returns {Sample[]} */
export function parse(text) {
  const samples = [];
  for (const line of text.split("\n")) {
    const match = line.startsWith("#") ? null : LINE.exec(line);
    if (match) {
      samples.push({ name: match[1], labels: labels(match[2] ?? ""), value: number(match[3]) });
    }
  }
  return samples;
}

function labels(text) {
  const found = {};
  for (const [, name, value] of text.matchAll(LABEL)) {
    found[name] = value.replace(/\\[n"\\]/gu, (escaped) => ESCAPED[escaped]);
  }
  return found;
}

function number(text) {
  return { "+Inf": Infinity, "-Inf": -Infinity, NaN }[text] ?? Number(text);
}

/** What was measured at one time. */
export class Scrape {
  /** @param {number} at in seconds */
  constructor(text, at) {
    this.at = at;
    this.samples = parse(text);
  }

  /** The sum of a metric over all samples whose labels are these; NaN: there is none. */
  sum(name, wanted = {}) {
    const values = this.#values(name, wanted);
    return values.length === 0 ? NaN : values.reduce((a, b) => a + b, 0);
  }

  max(name, wanted = {}) {
    return Math.max(...this.#values(name, wanted), -Infinity);
  }

  #values(name, wanted) {
    return this.samples
      .filter((sample) => sample.name === name && Object.entries(wanted).every(([label, value]) => sample.labels[label] === value))
      .map((sample) => sample.value)
      .filter(Number.isFinite);
  }

  /** How much a counter has grown a second since an earlier time; a restart begins at 0 again. */
  rate(before, name, wanted = {}) {
    const now = this.sum(name, wanted);
    const then = before.sum(name, wanted);
    const grown = now >= (then || 0) ? now - (then || 0) : now;
    return grown / (this.at - before.at);
  }

  /** The mean of what a timer has measured since an earlier time, in seconds; NaN: nothing. */
  mean(before, name, wanted = {}) {
    const counted = this.rate(before, `${name}_count`, wanted);
    return counted > 0 ? this.rate(before, `${name}_sum`, wanted) / counted : NaN;
  }
}
