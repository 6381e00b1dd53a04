// Line charts over time, drawn as SVG.

import { fill, h, svg } from "./dom.js";

const WIDTH = 340;
const HEIGHT = 132;
const LEFT = 54;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 20;

/** The next number above that reads well. */
export function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

/** The least span that is shown: a page just opened has little to show. */
const SPAN_MIN = 60;

export class Chart {
  #series;
  #format;
  #points = [];
  #reading = null;
  #spanMax;
  #floor;
  #unit;

  /**
   * @param {{title: string, series: string[], format: (value: number) => string, span: number,
   *   floor: number, unit?: number}} look span: seconds that are shown at most; floor: the least that
   *   the axis shows; unit: in which its numbers are round
   */
  constructor({ title, series, format, span, floor, unit = 1 }) {
    this.#series = series;
    this.#format = format;
    this.#spanMax = span;
    this.#floor = floor;
    this.#unit = unit;
    this.plot = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "plot", tabindex: 0 });
    this.legend = h("ul.legend");
    this.element = h("figure.chart", {}, h("figcaption", {}, h("h2", {}, title), this.legend), this.plot);
    this.title = title;
    this.plot.addEventListener("pointermove", (event) => this.#point(event));
    this.plot.addEventListener("pointerleave", () => this.#read(null));
    this.plot.addEventListener("blur", () => this.#read(null));
    this.plot.addEventListener("keydown", (event) => this.#key(event));
    this.#draw();
  }

  /** @param {number[]} values one a series; NaN: nothing to draw */
  add(at, values) {
    this.#points.push({ at, values });
    while (this.#points.length > 0 && this.#points[0].at < at - this.#spanMax) {
      this.#points.shift();
    }
    this.#draw();
  }

  get #span() {
    const known = this.#points.length > 0 ? this.#points.at(-1).at - this.#points[0].at : 0;
    return Math.min(Math.max(known, SPAN_MIN), this.#spanMax);
  }

  #draw() {
    const reading = this.#points.includes(this.#reading) ? this.#reading : null;
    const last = this.#points.at(-1);
    const most = Math.max(this.#floor, ...this.#points.flatMap(({ values }) => values.filter(Number.isFinite)));
    const top = nice(most / this.#unit) * this.#unit;
    const now = last?.at ?? 0;
    const span = this.#span;
    const x = (at) => LEFT + (1 - (now - at) / span) * (WIDTH - LEFT - RIGHT);
    const y = (value) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
    fill(
      this.plot,
      [0, 0.5, 1].map((part) => this.#grid(y(part * top), this.#format(part * top))),
      svg("text", { x: LEFT, y: HEIGHT - 4, class: "tick" }, span < 120 ? `${Math.round(span)} s ago` : `${Math.round(span / 60)} min ago`),
      svg("text", { x: WIDTH - RIGHT, y: HEIGHT - 4, class: "tick end" }, "now"),
      this.#series.map((_, i) => this.#line(i, x, y)),
      reading && svg("line", { x1: x(reading.at), x2: x(reading.at), y1: TOP, y2: HEIGHT - BOTTOM, class: "cursor" }),
    );
    this.#tell(reading ?? last);
  }

  #grid(y, label) {
    return svg(
      "g",
      {},
      svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y, class: "grid" }),
      svg("text", { x: LEFT - 6, y: y + 4, class: "tick end" }, label),
    );
  }

  #line(series, x, y) {
    let path = "";
    let drawing = false;
    for (const { at, values } of this.#points) {
      const value = values[series];
      if (Number.isFinite(value)) {
        path += `${drawing ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      }
      drawing = drawing || Number.isFinite(value);
    }
    return svg("path", { d: path || "M0 0", class: `line line-${series}` });
  }

  #tell(point) {
    const values = this.#series.map((name, i) => {
      const value = point?.values[i];
      return { name, text: Number.isFinite(value) ? this.#format(value) : "–" };
    });
    fill(
      this.legend,
      values.map(({ name, text }, i) => h("li", {}, h(`span.swatch.line-${i}`, { "aria-hidden": "true" }), h("span", {}, name), h("strong", {}, text))),
    );
    this.plot.setAttribute("aria-label", `${this.title}: ${values.map(({ name, text }) => `${name} ${text}`).join(", ")}`);
  }

  /** Tells the values of one point, as long as it is there; null: of the newest. */
  #read(point) {
    this.#reading = point;
    this.#draw();
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      const at = this.#reading ? this.#points.indexOf(this.#reading) : this.#points.length - 1;
      this.#read(this.#points[Math.min(Math.max(at + step, 0), this.#points.length - 1)] ?? null);
    }
  }

  #point(event) {
    const box = this.plot.getBoundingClientRect();
    const part = (((event.clientX - box.left) / box.width) * WIDTH - LEFT) / (WIDTH - LEFT - RIGHT);
    const at = (this.#points.at(-1)?.at ?? 0) - (1 - part) * this.#span;
    const near = (a, b) => (Math.abs(a.at - at) <= Math.abs(b.at - at) ? a : b);
    if (this.#points.length > 0) {
      this.#read(this.#points.reduce(near));
    }
  }
}
