// The tag filter of an application's links: shows links that have all selected tags.

import { fill, h } from "./dom.js";
import { count } from "./format.js";

/** As many as are seen at once; the others when they are asked for. */
const SHOWN_MAX = 20;

export class LinkTags {
  #api;
  #changed;
  #tags = [];
  #chosen = new Set();
  #all = false;

  /** @param {() => void} changed other tags are chosen */
  constructor(api, changed) {
    this.#api = api;
    this.#changed = changed;
    this.element = h("fieldset.tag-choice", { hidden: true });
  }

  get chosen() {
    return [...this.#chosen];
  }

  /** Those that there are now. Without them links are listed as well: what is wrong, the list says. */
  async load() {
    try {
      const tags = await this.#api.tags();
      this.#tags = tags.sort((a, b) => b.shortUrlsCount - a.shortUrlsCount || (a.tag < b.tag ? -1 : 1));
    } catch {
      this.#tags = [];
    }
    this.#render();
  }

  clear() {
    this.#chosen.clear();
    this.#render();
  }

  /** The chosen ones are always among them, even one that no link has any more. */
  #offered() {
    const known = new Map(this.#tags.map(({ tag, shortUrlsCount }) => [tag, shortUrlsCount]));
    this.#chosen.forEach((tag) => known.set(tag, known.get(tag) ?? 0));
    const all = [...known];
    return this.#all ? all : all.filter(([tag], i) => i < SHOWN_MAX || this.#chosen.has(tag));
  }

  #render() {
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.tag : undefined;
    const offered = this.#offered();
    const hidden = this.#tags.length - offered.length;
    this.element.hidden = offered.length === 0;
    fill(
      this.element,
      h("legend.unseen", {}, "Only links with these tags"),
      offered.map(([tag, links]) => this.#button(tag, links)),
      hidden > 0 && h("button.link", { type: "button", onclick: () => this.#showAll() }, `${count(hidden)} more`),
    );
    if (focused !== undefined) {
      this.#buttons.find((button) => button.dataset.tag === focused)?.focus();
    }
  }

  get #buttons() {
    return [...this.element.querySelectorAll("[data-tag]")];
  }

  #button(tag, links) {
    return h(
      "button.tag",
      { type: "button", "data-tag": tag, "aria-pressed": String(this.#chosen.has(tag)), onclick: () => this.#toggle(tag) },
      h("span", { dir: "auto" }, tag),
      h("span.tag-count", {}, count(links), h("span.unseen", {}, links === 1 ? " link" : " links")),
    );
  }

  #showAll() {
    this.#all = true;
    this.#render();
    this.#buttons[SHOWN_MAX]?.focus();
  }

  #toggle(tag) {
    if (!this.#chosen.delete(tag)) {
      this.#chosen.add(tag);
    }
    this.#render();
    this.#changed();
  }
}
