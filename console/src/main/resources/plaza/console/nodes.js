// The metrics of a cluster's nodes. A balancer sends each request to a different node, so each scrape is compared
// with the previous one of the same node.

/** A node that was not heard of for so long is left out. */
const GONE_SECONDS = 60;

/** The last two scrapes of some nodes, and what they say together. */
class Span {
  #pairs;

  constructor(pairs) {
    this.#pairs = pairs;
  }

  #total(values) {
    const known = values.filter(Number.isFinite);
    return known.length === 0 ? NaN : known.reduce((a, b) => a + b, 0);
  }

  sum(name, wanted) {
    return this.#total(this.#pairs.map(({ now }) => now.sum(name, wanted)));
  }

  /** As sum, divided by the nodes that have it. */
  average(name, wanted) {
    const known = this.#pairs.map(({ now }) => now.sum(name, wanted)).filter(Number.isFinite);
    return this.#total(known) / known.length;
  }

  max(name, wanted) {
    return Math.max(...this.#pairs.map(({ now }) => now.max(name, wanted)), -Infinity);
  }

  rate(name, wanted) {
    return this.#total(this.#pairs.map(({ now, before }) => now.rate(before, name, wanted)));
  }

  mean(name, wanted) {
    const counted = this.rate(`${name}_count`, wanted);
    return counted > 0 ? this.rate(`${name}_sum`, wanted) / counted : NaN;
  }

  /** The sum of the rates of a counter over the samples that `matches` takes, by their labels. */
  rateWhere(name, matches) {
    const rates = this.#pairs.flatMap(({ now, before }) =>
      now.samples
        .filter((sample) => sample.name === name && matches(sample.labels))
        .map(({ labels }) => now.rate(before, name, labels)),
    );
    return rates.length === 0 ? 0 : this.#total(rates);
  }

  get count() {
    return this.#pairs.length;
  }
}

/** The nodes that have answered lately. */
export class Nodes {
  #pairs = new Map();

  /**
   * @param {import("./prometheus.js").Scrape} scrape
   * @returns {string} the node that it is of; empty: it does not say
   */
  take(scrape) {
    const name = scrape.samples.find((sample) => sample.name === "plaza_node_info")?.labels.node ?? "";
    this.#pairs.set(name, { now: scrape, before: this.#pairs.get(name)?.now ?? scrape });
    for (const [other, { now }] of this.#pairs) {
      if (now.at < scrape.at - GONE_SECONDS) {
        this.#pairs.delete(other);
      }
    }
    return name;
  }

  get names() {
    return [...this.#pairs.keys()].sort();
  }

  of(name) {
    return new Span([this.#pairs.get(name)]);
  }

  all() {
    return new Span([...this.#pairs.values()]);
  }
}
