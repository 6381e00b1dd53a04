// The toolbar of the message under the pointer or the focus: one set of buttons that moves to
// it, and their keyboard shortcuts.

import { h, iconButton, typing } from "./dom.js";

export class Toolbar {
  #timeline;
  #actions;
  #number = 0;

  /** @param {{mine: (message) => boolean, edit, remove, link: (message) => void}} actions */
  constructor(timeline, actions) {
    this.#timeline = timeline;
    this.#actions = actions;
    this.edit = iconButton("edit", "Edit", () => this.#do("edit"));
    this.element = h(
      "div.toolbar",
      { role: "group", "aria-label": "This message" },
      this.edit,
      iconButton("link", "Copy the link", () => this.#do("link")),
      iconButton("trash", "Delete", () => this.#do("remove")),
    );
    const { scroller, list } = timeline;
    list.addEventListener("pointerover", (event) => event.pointerType !== "touch" && this.#moveTo(event.target));
    list.addEventListener("focusin", (event) => this.#moveTo(event.target));
    list.addEventListener("click", (event) => this.#touched(event));
    scroller.addEventListener("keydown", (event) => this.#key(event));
  }

  get #message() {
    return this.#timeline.messages.find((message) => message.number === this.#number);
  }

  #do(deed) {
    const message = this.#message;
    if (message) {
      this.#actions[deed](message);
    }
  }

  #moveTo(target) {
    const entry = target.closest(".entry");
    if (!entry || entry.contains(this.element)) {
      return;
    }
    this.#number = Number(entry.dataset.number);
    this.edit.hidden = !this.#message || !this.#actions.mine(this.#message);
    entry.querySelector(".message").append(this.element);
  }

  #touched(event) {
    if (!event.target.closest("a, button")) {
      event.target.closest(".message")?.focus({ preventScroll: true });
    }
  }

  #key(event) {
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const deed = { e: "edit", Delete: "remove", l: "link" }[event.key];
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step) {
      event.preventDefault();
      this.#step(step);
    } else if (deed && document.activeElement?.closest(".message") && (deed !== "edit" || !this.edit.hidden)) {
      event.preventDefault();
      this.#do(deed);
    }
  }

  /** Moves the focus to the message above or below, or to the lowest one that is seen. */
  #step(step) {
    const entry = document.activeElement?.closest(".entry");
    const next = entry
      ? step < 0
        ? entry.previousElementSibling
        : entry.nextElementSibling
      : this.#timeline.row(this.#timeline.lastSeen());
    const message = next?.querySelector(".message");
    message?.focus({ preventScroll: true });
    message?.scrollIntoView({ block: "nearest" });
  }
}
