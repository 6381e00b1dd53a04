// The list of an application's links, newest first: search, tag filter, pages.

import { change, copy, make, remove } from "./link-actions.js";
import { LinkTags } from "./link-tags.js";
import { limitList, nameOf, outward, tagList } from "./link-format.js";
import { announce, fill, h, iconButton, skeleton, state, toast, trouble } from "./dom.js";
import { toLinks } from "./router.js";
import { count, counted, fullTime, when } from "./format.js";

const PAUSE_MS = 180;

export class LinkList {
  #api;
  #page = 1;
  #asked = new AbortController();
  #timer = 0;

  /** @param {import("./links-api.js").LinksApi} api */
  constructor(api) {
    this.#api = api;
    this.tags = new LinkTags(api, () => this.#narrow());
    this.input = h("input", {
      type: "search",
      placeholder: "Search links",
      "aria-label": "Search links",
      autocomplete: "off",
      dir: "auto",
      oninput: () => this.#soon(),
    });
    this.heading = h("h1", { tabindex: "-1" }, "Links");
    this.total = h("p.lead");
    this.found = h("div.links-found", {}, skeleton(5));
    this.pages = h("nav.pages", { "aria-label": "Pages", hidden: true });
    const submit = (event) => {
      event.preventDefault();
      this.#narrow();
    };
    this.element = h(
      "section.links",
      { "aria-label": "Links" },
      h("header.links-head", {}, this.heading, h("button.button.primary", { type: "button", onclick: () => this.#create() }, "New link")),
      h("form.links-search", { role: "search", onsubmit: submit }, this.input),
      this.tags.element,
      this.total,
      this.found,
      this.pages,
    );
  }

  /** Reads the page that is shown, and the tags, as they are now. */
  load() {
    this.tags.load();
    return this.#read();
  }

  focusSearch() {
    this.input.focus();
    this.input.select();
  }

  get #text() {
    return this.input.value.trim();
  }

  get #narrowed() {
    return this.#text !== "" || this.tags.chosen.length > 0;
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#narrow(), PAUSE_MS);
  }

  async #narrow() {
    clearTimeout(this.#timer);
    this.#page = 1;
    if (await this.#read()) {
      announce(this.total.textContent || "Nothing found");
    }
  }

  #widen() {
    this.input.value = "";
    this.tags.clear();
    this.#narrow();
    this.input.focus();
  }

  async #turn(page) {
    this.#page = page;
    if (await this.#read()) {
      this.heading.focus();
      announce(`Page ${page}`);
    }
  }

  /** Whether it was read, and nothing else was asked for meanwhile. */
  async #read() {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    this.found.setAttribute("aria-busy", "true");
    try {
      const page = await this.#api.list({ page: this.#page, text: this.#text, tags: this.tags.chosen }, signal);
      if (signal.aborted) {
        return false;
      }
      if (page.links.length === 0 && page.total > 0 && this.#page > 1) {
        this.#page = Math.max(page.pages, 1);
        return this.#read();
      }
      this.#show(page);
    } catch (problem) {
      if (problem.name === "AbortError" || signal.aborted) {
        return false;
      }
      this.#failed(problem);
    }
    this.found.removeAttribute("aria-busy");
    return true;
  }

  #failed(problem) {
    this.total.textContent = "";
    this.pages.hidden = true;
    fill(this.found, trouble(problem, () => this.load()));
  }

  #show({ links, page, pages, total }) {
    const held = this.#held();
    this.total.textContent = total === 0 ? "" : counted(total, "link", "links") + (this.#narrowed ? " found" : "");
    fill(this.found, links.length === 0 ? this.#none() : h("ul.link-list", {}, links.map((link) => this.#row(link))));
    this.#showPages(page, pages);
    this.#hold(held);
  }

  #none() {
    return this.#narrowed
      ? state("Nothing found", "The search covers codes, long URLs, titles and tags.", h("button.button", { type: "button", onclick: () => this.#widen() }, "Show all links"))
      : state("No links yet", "A link is a short URL that redirects to a long one and counts its visits.", h("button.button.primary", { type: "button", onclick: () => this.#create() }, "New link"));
  }

  #showPages(page, pages) {
    const step = (to, text) => (to >= 1 && to <= pages ? h("button.button", { type: "button", onclick: () => this.#turn(to) }, text) : h("span"));
    this.pages.hidden = pages <= 1;
    fill(this.pages, step(page - 1, "Newer"), h("span", {}, `Page ${count(page)} of ${count(pages)}`), step(page + 1, "Older"));
  }

  #row(link) {
    const deed = (name, label, act) => iconButton(name, `${label} ${link.shortCode}`, act, { "data-deed": name });
    return h(
      "li.link-row",
      { "data-code": link.shortCode },
      h("h2.link-name", {}, h("a", { href: toLinks(this.#api.token, link.shortCode), dir: "auto", "data-deed": "open" }, nameOf(link))),
      h(
        "div.link-actions",
        {},
        deed("copy", "Copy the short URL of", () => copy(link)),
        deed("edit", "Edit", () => this.#edit(link)),
        deed("trash", "Delete", () => this.#delete(link)),
      ),
      h("p.link-short", {}, outward(link.shortUrl)),
      link.title && h("p.link-long", {}, outward(link.longUrl)),
      h(
        "div.link-more",
        {},
        h("span.link-clicks", {}, counted(link.visitsSummary.nonBots, "click", "clicks")),
        h("span", {}, "made ", h("time", { datetime: link.dateCreated, title: fullTime(link.dateCreated) }, when(link.dateCreated))),
        limitList(link),
        tagList(link.tags),
      ),
    );
  }

  async #create() {
    const link = await make(this.#api);
    if (link) {
      toast(`${link.shortUrl} is ready.`);
      this.input.value = "";
      this.tags.clear();
      this.#page = 1;
      await this.load();
      if (document.activeElement === document.body) {
        // The button that was pressed stood where the list is now.
        this.heading.focus();
      }
    }
  }

  async #edit(link) {
    if (await change(this.#api, link)) {
      await this.load();
    }
  }

  async #delete(link) {
    if (await remove(this.#api, link)) {
      toast(`${link.shortCode} was deleted.`);
      await this.load();
      this.heading.focus();
    }
  }

  /** Which row, and what in it, has the focus. */
  #held() {
    const focused = document.activeElement;
    return { code: focused?.closest(".link-row")?.dataset.code, deed: focused?.dataset.deed };
  }

  #hold({ code, deed }) {
    const row = [...this.found.querySelectorAll(".link-row")].find((one) => one.dataset.code === code);
    row?.querySelector(`[data-deed="${deed}"]`)?.focus({ preventScroll: true });
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked.abort();
  }
}
