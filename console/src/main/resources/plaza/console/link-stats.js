// The statistics of a link's visits, polled while the page is visible.

import { Bars } from "./bars.js";
import { CountTable } from "./count-table.js";
import { overTime } from "./days.js";
import { fill, h, skeleton, state, trouble } from "./dom.js";
import { count } from "./format.js";

const EVERY_MS = 5_000;

const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

function language(code) {
  try {
    return LANGUAGES.of(code);
  } catch {
    return code;
  }
}

const capital = (word) => word.replace(/^./u, (letter) => letter.toUpperCase());

const same = (word) => word;

/** What visits are told apart by: the counts' name, and how its values read. */
const SOURCES = [
  { part: "by_referrer", title: "Referrers", head: "Host", unknown: "None", read: same },
  { part: "by_browser", title: "Browsers", head: "Browser", unknown: "Unknown", read: same },
  { part: "by_system", title: "Systems", head: "System", unknown: "Unknown", read: same },
  { part: "by_device", title: "Devices", head: "Device", unknown: "Unknown", read: capital },
  { part: "by_language", title: "Languages", head: "Language", unknown: "Unknown", read: language },
];

export class LinkStats {
  #api;
  #code;
  #said = "";
  #timer = 0;
  #closed = false;

  /** @param {import("./links-api.js").LinksApi} api */
  constructor(api, code) {
    this.#api = api;
    this.#code = code;
    this.note = h("p.lead");
    this.figures = h("dl.figures");
    this.bars = new Bars("Clicks");
    this.days = new CountTable({ title: "Day by day (UTC)", heads: ["Day", "Clicks", "Visitors", "Bots"] });
    this.sources = SOURCES.map((source) => ({ ...source, table: new CountTable({ title: source.title, heads: [source.head, "Clicks", "Share"] }) }));
    this.body = h("div.counts", {}, skeleton(3));
    this.element = h("section.link-stats", { "aria-labelledby": "stats-title" }, h("h2", { id: "stats-title" }, "Statistics"), this.note, this.figures, this.body);
    this.onvisible = () => this.#poll();
    document.addEventListener("visibilitychange", this.onvisible);
    this.#poll();
  }

  async #poll() {
    clearTimeout(this.#timer);
    if (this.#closed || document.hidden) {
      return;
    }
    try {
      this.#take(await this.#api.stats(this.#code));
      this.note.textContent = "";
    } catch (problem) {
      if (!problem.passing) {
        fill(this.body, trouble(problem));
        return;
      }
      this.note.textContent = `${problem.message} Trying again …`;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#poll(), EVERY_MS);
  }

  #take(stats) {
    const said = JSON.stringify(stats);
    if (said === this.#said || this.#closed) {
      return;
    }
    this.#said = said;
    const figure = (label, value, hint) => h("div.figure", {}, h("dt", {}, label), h("dd", {}, h("strong", {}, count(value)), h("small", {}, hint)));
    fill(
      this.figures,
      figure("Clicks", stats.clicks, "by people"),
      figure("Unique visitors", stats.unique_visitors, "told apart day by day"),
      figure("Bots", stats.bots, "counted apart"),
    );
    if (stats.by_day.length === 0) {
      fill(this.body, state("No visits yet", "A visit appears here a moment after the link is followed."));
      return;
    }
    this.#show(stats);
  }

  #show(stats) {
    this.bars.show(overTime(stats.by_day));
    this.days.show(stats.by_day.toReversed().map((day) => [day.day, count(day.clicks), count(day.unique_visitors), count(day.bots)]));
    this.sources.forEach(({ part, unknown, read, table }) => {
      const name = (value) => ({ unknown, others: "All others" })[value] ?? read(value);
      table.show(Object.entries(stats[part]).map(([value, clicks]) => [name(value), count(clicks), share(clicks, stats.clicks)]));
    });
    if (!this.body.contains(this.bars.element)) {
      fill(this.body, this.bars.element, this.days.element, this.sources.map(({ table }) => table.element));
    }
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.onvisible);
  }
}

function share(part, all) {
  const percent = (part / all) * 100;
  return percent > 0 && percent < 1 ? "< 1 %" : `${Math.round(percent)} %`;
}
