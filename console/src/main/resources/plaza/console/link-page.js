// The page of a link: its target, QR code and statistics.

import { change, copy, remove } from "./link-actions.js";
import { LinkStats } from "./link-stats.js";
import { limitList, nameOf, outward, tagList } from "./link-format.js";
import { fill, h, icon, skeleton, state, toast, trouble } from "./dom.js";
import { go, toLinks } from "./router.js";
import { fullTime } from "./format.js";

const QR_PIXELS = 240;

export class LinkPage {
  #api;
  #code;
  #stats = null;
  #closed = false;

  /** @param {import("./links-api.js").LinksApi} api */
  constructor(api, code) {
    this.#api = api;
    this.#code = code;
    this.heading = h("h1", { tabindex: "-1", dir: "auto" }, code);
    this.actions = h("div.link-page-actions", { hidden: true });
    this.about = h("div.link-about", {}, skeleton(3));
    this.counts = h("div");
    this.element = h(
      "section.link-page",
      { "aria-label": "Link" },
      h("a.back-to-links", { href: toLinks(api.token) }, icon("back"), "All links"),
      h("header.links-head", {}, this.heading, this.actions),
      this.about,
      this.counts,
    );
  }

  async load() {
    try {
      const link = await this.#api.link(this.#code);
      if (!this.#closed) {
        this.#show(link);
        this.#stats = new LinkStats(this.#api, this.#code);
        fill(this.counts, this.#stats.element);
      }
    } catch (problem) {
      if (!this.#closed) {
        fill(this.about, this.#missing(problem));
      }
    }
  }

  #missing(problem) {
    return problem.status === 404
      ? state("Link not found", "It was deleted, or belongs to another application.")
      : trouble(problem, () => this.load());
  }

  #show(link) {
    const button = (text, act, look = "") => h(`button.button${look}`, { type: "button", onclick: act }, text);
    this.heading.textContent = nameOf(link);
    this.actions.hidden = false;
    fill(
      this.actions,
      button("Copy the short URL", () => copy(link)),
      button("Edit", () => this.#edit(link)),
      button("Delete", () => this.#delete(link)),
    );
    fill(this.about, this.#terms(link), this.#qr(link));
  }

  #terms(link) {
    const said = [
      ["Short URL", outward(link.shortUrl)],
      ["Target", outward(link.longUrl)],
      ["Made", h("time", { datetime: link.dateCreated }, fullTime(link.dateCreated))],
      ["Limits", limitList(link)],
      ["Tags", tagList(link.tags)],
    ];
    const there = said.filter(([, value]) => value !== false && value.length !== 0);
    return h("dl.link-terms", {}, there.flatMap(([label, value]) => [h("dt", {}, label), h("dd", {}, value)]));
  }

  #qr({ shortUrl, shortCode }) {
    const source = this.#api.qr(shortCode);
    const image = h("img", { src: source, width: QR_PIXELS, height: QR_PIXELS, alt: `QR code of ${shortUrl}` });
    const caption = h("figcaption", {}, h("a", { href: source, download: "qr-code.svg" }, "Save the QR code"));
    return h("figure.qr", {}, image, caption);
  }

  async #edit(link) {
    const edited = await change(this.#api, link);
    if (edited && !this.#closed) {
      this.#show(edited);
      toast("The link was changed.");
      this.heading.focus();
    }
  }

  async #delete(link) {
    if (await remove(this.#api, link)) {
      toast(`${link.shortCode} was deleted.`);
      go(toLinks(this.#api.token));
    }
  }

  close() {
    this.#closed = true;
    this.#stats?.close();
  }
}
