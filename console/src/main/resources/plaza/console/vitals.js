// The server's vital signs: /metrics, asked for every now and then while somebody looks.

import { Chart } from "./charts.js";
import { fill, h, skeleton, state, trouble } from "./dom.js";
import { Parts } from "./parts.js";
import { Scrape } from "./prometheus.js";
import { count } from "./words.js";

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

/** Every chart: its lines, and what they show of two scrapes. */
const CHARTS = [
  {
    title: "Messages a second",
    series: ["posted"],
    format: rounded,
    floor: 1,
    read: (now, before) => [now.rate(before, "plaza_messages_posted_total")],
  },
  {
    title: "Steps of a change, on average",
    series: STAGES,
    format: duration,
    floor: 0.0001,
    read: (now, before) => STAGES.map((stage) => now.mean(before, "plaza_stage_seconds", { stage })),
  },
  {
    title: "Changes that wait",
    series: ["log", "store", "index"],
    format: rounded,
    floor: 1,
    read: (now) => ["plaza_log_queued", "plaza_store_lag", "plaza_index_lag"].map((name) => now.sum(name)),
  },
  {
    title: "Time to answer, on average",
    series: ["sends", "all requests"],
    format: duration,
    floor: 0.001,
    unit: 0.001,
    read: (now, before) => [now.mean(before, REQUESTS, SENDS), now.mean(before, REQUESTS)],
  },
  {
    title: "Requests a second",
    series: ["all", "refused or failed"],
    format: rounded,
    floor: 1,
    read: (now, before) => [now.rate(before, `${REQUESTS}_count`), failedRate(now, before)],
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
    read: (now, before) => [now.rate(before, "jvm_gc_pause_seconds_sum")],
  },
  {
    title: "Processor",
    series: ["Plaza", "machine"],
    format: percent,
    floor: 0.1,
    read: (now) => ["process_cpu_usage", "system_cpu_usage"].map((name) => now.sum(name)),
  },
];

function failedRate(now, before) {
  const failed = now.samples.filter(({ name, labels }) => name === `${REQUESTS}_count` && /^[45]/u.test(labels.status));
  return failed.reduce((sum, { name, labels }) => sum + now.rate(before, name, labels), 0);
}

export class Vitals {
  #api;
  #before = null;
  #timer = 0;
  #closed = false;

  /** @param {boolean} may whether this user may read the metrics */
  constructor(api, may, version) {
    this.#api = api;
    this.charts = CHARTS.map(({ read, ...look }) => ({ read, chart: new Chart({ ...look, span: SPAN_SECONDS }) }));
    this.lead = h("p.lead", {}, `Plaza ${version}`);
    this.body = h("div.charts", {}, skeleton(4));
    this.parts = new Parts();
    this.element = h("div.vitals", {}, h("h1", {}, "Vital signs"), this.lead, this.parts.element, this.body);
    this.version = version;
    document.title = "Vital signs – Plaza";
    this.onvisible = () => this.#poll();
    if (may) {
      document.addEventListener("visibilitychange", this.onvisible);
      this.#poll();
    } else {
      fill(this.body, state("For the operator", "These numbers tell about all applications together, so they are shown to the operator’s key alone. Your key opens your application as before."));
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
      this.#before = null;
      if (problem.status === 401 || problem.status === 403) {
        fill(this.body, trouble(problem));
        return;
      }
      this.lead.textContent = `${problem.message} Trying again …`;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#poll(), EVERY_MS);
  }

  #take(now) {
    const before = this.#before ?? now;
    if (this.#before === null && this.body.querySelector(".chart") === null) {
      fill(this.body, this.charts.map(({ chart }) => chart.element));
    }
    this.#before = now;
    this.lead.textContent = `Plaza ${this.version} · up for ${uptime(now.max("process_uptime_seconds"))} · every ${EVERY_MS / 1_000} s, the last ${SPAN_SECONDS / 60} minutes`;
    this.charts.forEach(({ read, chart }) => chart.add(now.at, read(now, before)));
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
