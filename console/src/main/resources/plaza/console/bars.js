// A bar chart over time, drawn as SVG, with a summary for screen readers.

import { nice } from "./charts.js";
import { fill, h, svg } from "./dom.js";
import { count } from "./format.js";

const HEIGHT = 100;
const STEP = 10;
const BAR = 8;

export class Bars {
  #name;

  /** @param {string} name what is counted */
  constructor(name) {
    this.#name = name;
    this.caption = h("h3");
    this.top = h("span.bars-top", { "aria-hidden": "true" });
    this.plot = svg("svg", { class: "bars-plot", role: "img", preserveAspectRatio: "none" });
    this.span = h("div.bars-span", { "aria-hidden": "true" });
    this.element = h("figure.bars", {}, h("figcaption", {}, this.caption), this.top, this.plot, this.span);
  }

  /** @param {{unit: string, bars: {label: string, value: number}[]}} shown */
  show({ unit, bars }) {
    const most = Math.max(...bars.map(({ value }) => value));
    const top = nice(Math.max(most, 1));
    const peak = bars.find(({ value }) => value === most);
    const width = bars.length * STEP;
    const summary = `${this.#name} by ${unit}, ${bars[0].label} to ${bars.at(-1).label}: at most ${count(most)}, ${peak.label}`;
    this.caption.textContent = `${this.#name} by ${unit}`;
    this.top.textContent = count(top);
    this.plot.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    fill(
      this.plot,
      svg("title", {}, summary),
      [0, 0.5, 1].map((part) => svg("line", { x1: 0, x2: width, y1: part * HEIGHT, y2: part * HEIGHT, class: "grid" })),
      bars.map((bar, i) => this.#bar(bar, i, top)),
    );
    fill(this.span, h("span", {}, bars[0].label), h("span", {}, bars.at(-1).label));
  }

  /** Its whole height tells, when it is pointed at. */
  #bar({ label, value }, i, top) {
    const height = (value / top) * HEIGHT;
    return svg(
      "g",
      { class: "bar" },
      svg("title", {}, `${label}: ${count(value)}`),
      svg("rect", { x: i * STEP, y: 0, width: STEP, height: HEIGHT, class: "bar-reach" }),
      svg("rect", { x: i * STEP + (STEP - BAR) / 2, y: HEIGHT - height, width: BAR, height, class: "bar-value" }),
    );
  }
}
