// The top bar: location, search, connection state, theme.

import { fill, h, icon, iconButton } from "./dom.js";
import { troubled } from "./health.js";
import { HOME, VITALS, to, toLinks } from "./router.js";

const NAMED_MAX = 3;

export class TopBar {
  /** @param {{leave: () => void}} actions what signing out does */
  constructor(element, { leave }) {
    this.element = element;
    this.where = h("div.where-app");
    this.slot = h("div.search-slot");
    this.status = h("div.connection", { role: "status", hidden: true });
    this.searchButton = iconButton("search", "Search", () => this.openSearch(), { class: "icon-button search-open" });
    this.searchButton.hidden = true;
    this.pulse = h("a.icon-button", { href: VITALS }, icon("pulse"));
    this.health(null);
    this.leaveButton = iconButton("leave", "Sign out", leave);
    fill(
      element,
      h("a.brand", { href: HOME, "aria-label": "Plaza: all applications" }, h("img", { src: "/console/icon.svg", alt: "", width: 26, height: 26 }), h("span", {}, "Plaza")),
      this.where,
      this.slot,
      this.status,
      this.searchButton,
      this.pulse,
      iconButton("theme", "Light or dark", () => globalThis.plazaTheme.toggle()),
      this.leaveButton,
    );
    this.signedIn(false);
  }

  signedIn(yes) {
    this.leaveButton.hidden = !yes;
  }

  /**
   * An application is open.
   * @param {"application"|"links"} page which of its pages
   * @param {Node} [live] the search of a page that has one, and a live connection
   */
  enter({ name, token }, page, live) {
    const tab = (href, text, own) => h("a", { href, "aria-current": own === page ? "page" : null }, text);
    fill(
      this.where,
      h("a.app-name", { href: to(token), dir: "auto", title: token }, name),
      h("nav.tabs", { "aria-label": "In this application" }, tab(to(token), "Chats", "application"), tab(toLinks(token), "Links", "links")),
    );
    fill(this.slot, live);
    this.status.hidden = live === undefined;
    this.searchButton.hidden = live === undefined;
  }

  leave() {
    this.where.replaceChildren();
    this.slot.replaceChildren();
    this.status.hidden = true;
    this.searchButton.hidden = true;
    this.closeSearch();
  }

  connection(kind, text) {
    this.status.dataset.kind = kind;
    fill(this.status, h("span.dot", { "aria-hidden": "true" }), h("span.connection-text", {}, text));
    this.status.title = text;
  }

  /** What the server last said of its parts; null: nothing. */
  health(answer) {
    const names = troubled(answer).map(({ name }) => name);
    const label = names.length ? `Server health: trouble with ${names.slice(0, NAMED_MAX).join(", ")}` : "Server health";
    this.pulse.dataset.status = answer?.status ?? "";
    this.pulse.setAttribute("aria-label", label);
    this.pulse.title = label;
  }

  openSearch() {
    this.element.classList.add("searching");
    this.slot.querySelector("input")?.focus();
  }

  closeSearch() {
    this.element.classList.remove("searching");
  }
}
