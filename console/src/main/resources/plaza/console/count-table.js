// A table of counts: the first rows, and all rows on demand.

import { fill, h } from "./dom.js";
import { count } from "./format.js";

const ROWS_SHOWN = 10;

export class CountTable {
  #rows = [];
  #all = false;

  /** @param {{title: string, heads: string[]}} look the first column names the row, the others count */
  constructor({ title, heads }) {
    this.body = h("tbody");
    this.more = h("button.link", { type: "button", onclick: () => this.#turn() });
    this.element = h(
      "div.count-table",
      {},
      h("table", {}, h("caption", {}, title), h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), this.body),
      this.more,
    );
  }

  /** @param {string[][]} rows */
  show(rows) {
    this.#rows = rows;
    this.#render();
  }

  #turn() {
    this.#all = !this.#all;
    this.#render();
  }

  #render() {
    const rows = this.#all ? this.#rows : this.#rows.slice(0, ROWS_SHOWN);
    fill(this.body, rows.map(([name, ...counts]) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, name), counts.map((value) => h("td", {}, value)))));
    this.more.hidden = this.#rows.length <= ROWS_SHOWN;
    this.more.textContent = this.#all ? "Show fewer" : `Show all ${count(this.#rows.length)}`;
  }
}
