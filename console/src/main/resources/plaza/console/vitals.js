// The server health page: polls /metrics while it is visible.

import { Chart } from "./charts.js";
import { fill, h, skeleton, state, trouble } from "./dom.js";
import { Nodes } from "./nodes.js";
import { Parts } from "./health.js";
import { Scrape } from "./prometheus.js";
import { count } from "./format.js";

const EVERY_MS = 2_000;
const SPAN_SECONDS = 300;
const REQUESTS = "plaza_http_requests_seconds";
const SENDS = { method: "POST", route: "/applications/{token}/chats/{chat}/messages" };
const STAGES = ["append", "apply", "announce"];

function rounded(value) {
  return value >= 100 || Number.isInteger(value) ? count(Math.round(value)) : value.toFixed(value < 10 ? 1 : 0);
}

function duration(seconds) {
  if (seconds === 0) {
    return "0";
  }
  if (seconds < 0.001) {
    return `${Math.round(seconds * 1e6)} µs`;
  }
  return seconds < 1 ? `${rounded(seconds * 1_000)} ms` : `${rounded(seconds)} s`;
}

const bytes = (value) => (value >= 1 << 30 ? `${(value / 2 ** 30).toFixed(1)} GiB` : `${Math.round(value / 2 ** 20)} MiB`);

const percent = (value) => `${value > 0 && value < 0.095 ? (value * 100).toFixed(1) : Math.round(value * 100)} %`;

/** Every chart: its lines, and what they show of the last two scrapes of some nodes. */
const CHARTS = [
  {
    title: "Messages per second",
    series: ["posted"],
    format: rounded,
    floor: 1,
    read: (now) => [now.rate("plaza_messages_posted_total")],
  },
  {
    title: "Stages of a change, average",
    series: STAGES,
    format: duration,
    floor: 0.0001,
    read: (now) => STAGES.map((stage) => now.mean("plaza_stage_seconds", { stage })),
  },
  {
    title: "Waiting changes",
    series: ["log", "store", "index"],
    format: rounded,
    floor: 1,
    read: (now) => ["plaza_log_queued", "plaza_store_lag", "plaza_index_lag"].map((name) => now.sum(name)),
  },
  {
    title: "Response time, average",
    series: ["sends", "all requests"],
    format: duration,
    floor: 0.001,
    unit: 0.001,
    read: (now) => [now.mean(REQUESTS, SENDS), now.mean(REQUESTS)],
  },
  {
    title: "Requests per second",
    series: ["all", "refused or failed"],
    format: rounded,
    floor: 1,
    read: (now) => [now.rate(`${REQUESTS}_count`), now.rateWhere(`${REQUESTS}_count`, ({ status }) => /^[45]/u.test(status))],
  },
  {
    title: "Live connections",
    series: ["sockets", "event streams"],
    format: rounded,
    floor: 1,
    read: (now) => ["socket", "stream"].map((kind) => now.sum("plaza_live_connections", { kind })),
  },
  {
    title: "Memory",
    series: ["heap", "other"],
    format: bytes,
    floor: 64 << 20,
    unit: 1 << 20,
    read: (now) => ["heap", "nonheap"].map((area) => now.sum("jvm_memory_used_bytes", { area })),
  },
  {
    title: "Garbage collection",
    series: ["share of time"],
    format: percent,
    floor: 0.01,
    read: (now) => [now.rate("jvm_gc_pause_seconds_sum") / now.count],
  },
  {
    title: "Processor",
    series: ["Plaza", "machine"],
    format: percent,
    floor: 0.1,
    read: (now) => ["process_cpu_usage", "system_cpu_usage"].map((name) => now.average(name)),
  },
];

/** All charts, of one node or of all together. */
class Panel {
  constructor() {
    this.charts = CHARTS.map(({ read, ...look }) => ({ read, chart: new Chart({ ...look, span: SPAN_SECONDS }) }));
  }

  add(at, span) {
    this.charts.forEach(({ read, chart }) => chart.add(at, read(span)));
  }

  get elements() {
    return this.charts.map(({ chart }) => chart.element);
  }
}

const ALL = "";

export class Vitals {
  #api;
  #nodes = new Nodes();
  #panels = new Map([[ALL, new Panel()]]);
  #shown = null;
  #chosen = ALL;
  #timer = 0;
  #closed = false;

  /** @param {boolean} may whether this user may read the metrics */
  constructor(api, may, version) {
    this.#api = api;
    this.lead = h("p.lead", {}, `Plaza ${version}`);
    this.body = h("div.charts", {}, skeleton(4));
    this.parts = new Parts();
    this.chooser = h("div.nodes", { role: "group", "aria-label": "Nodes", hidden: true });
    this.element = h("div.vitals", {}, h("h1", {}, "Server health"), this.lead, this.parts.element, this.chooser, this.body);
    this.version = version;
    document.title = "Server health – Plaza";
    this.onvisible = () => this.#poll();
    if (may) {
      document.addEventListener("visibilitychange", this.onvisible);
      this.#poll();
    } else {
      fill(this.body, state("For the operator", "These figures cover all applications, so only the operator’s key can see them. Your key still opens your application."));
    }
  }

  go() {}

  health(answer) {
    this.parts.show(answer);
  }

  async #poll() {
    clearTimeout(this.#timer);
    if (this.#closed || document.hidden) {
      return;
    }
    try {
      this.#take(new Scrape(await this.#api.metrics(), performance.now() / 1_000));
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) {
        fill(this.body, trouble(problem));
        return;
      }
      this.lead.textContent = `${problem.message} Trying again …`;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#poll(), EVERY_MS);
  }

  #take(scrape) {
    const node = this.#nodes.take(scrape);
    const all = this.#nodes.all();
    this.#panels.get(ALL).add(scrape.at, all);
    if (!this.#panels.has(node)) {
      this.#panels.set(node, new Panel());
    }
    if (node !== ALL) {
      this.#panels.get(node).add(scrape.at, this.#nodes.of(node));
    }
    this.#choices();
    this.#show(this.#nodes.names.includes(this.#chosen) ? this.#chosen : ALL);
    this.lead.textContent = `Plaza ${this.version} · up for ${uptime(all.max("process_uptime_seconds"))} · every ${EVERY_MS / 1_000} s, the last ${SPAN_SECONDS / 60} minutes`;
  }

  /** One button a node, and one for the sum of all; none where there is one node. */
  #choices() {
    const names = this.#nodes.names;
    const wanted = names.length > 1 ? [ALL, ...names] : [];
    const known = [...this.chooser.children].map((button) => button.dataset.node);
    this.chooser.hidden = wanted.length === 0;
    if (wanted.join("\n") !== known.join("\n") || wanted.length !== known.length) {
      fill(this.chooser, wanted.map((name) => h("button", { type: "button", "data-node": name, onclick: () => this.#choose(name) }, name || "All nodes")));
    }
    for (const button of this.chooser.children) {
      button.setAttribute("aria-pressed", String(button.dataset.node === this.#chosen));
    }
  }

  #choose(name) {
    this.#chosen = name;
    this.#choices();
    this.#show(name);
  }

  #show(name) {
    if (this.#shown !== name || this.body.querySelector(".chart") === null) {
      this.#shown = name;
      fill(this.body, this.#panels.get(name).elements);
    }
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.onvisible);
  }
}

function uptime(seconds) {
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(seconds / unit));
  if (days > 1) {
    return `${days} days`;
  }
  return hours > 1 ? `${hours} hours` : minutes > 1 ? `${minutes} minutes` : `${Math.round(seconds)} seconds`;
}
