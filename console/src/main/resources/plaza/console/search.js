// Search as you type, in one chat or all chats; matches are highlighted.

import { announce, fill, h, iconButton, skeleton, state, trouble } from "./dom.js";
import { excerpt, split } from "./highlight.js";
import { hit } from "./message.js";
import { to } from "./router.js";
import { counted } from "./format.js";

const PAUSE_MS = 180;

/** What was just written is findable a moment later: finding nothing, one looks again. */
const LOOK_AGAIN_MS = [400, 1_200, 3_000];

export class Search {
  #api;
  #names;
  #latest;
  #chat = null;
  #everywhere = true;
  #asked = new AbortController();
  #timer = 0;

  /**
   * @param {{nameOf: (chat: number) => string, latest: () => number, close: () => void}} around
   *   latest: the number of the newest message of the chat that is open
   */
  constructor(api, { nameOf, latest, close }) {
    this.#api = api;
    this.#names = nameOf;
    this.#latest = latest;
    this.input = h("input", {
      type: "search",
      placeholder: "Search messages",
      "aria-label": "Search messages",
      autocomplete: "off",
      dir: "auto",
      oninput: () => this.#soon(),
    });
    this.form = h("form.search-form", { role: "search", onsubmit: (event) => this.#now(event) }, this.input, h("kbd", { "aria-hidden": "true" }, "/"));
    this.scope = h("fieldset.scope", { onchange: (event) => this.#narrow(event.target.value) });
    this.results = h("div.results", { tabindex: "0", role: "region", "aria-label": "Results", onkeydown: (event) => this.#key(event) });
    this.element = h(
      "aside.search-panel",
      { "aria-label": "Search", hidden: true },
      h("header", {}, h("h2", {}, "Search"), iconButton("close", "Close the search", close)),
      this.scope,
      this.results,
    );
  }

  get query() {
    return this.input.value.trim();
  }

  /** The chat that is open is another one now. */
  in(chat) {
    this.#chat = chat;
    this.#everywhere = chat === null ? true : this.#everywhere;
    this.#offer();
  }

  #offer() {
    const radio = (value, label) =>
      h("label", {}, h("input", { type: "radio", name: "scope", value, checked: this.#everywhere === (value === "all") }), h("span", {}, label));
    this.scope.hidden = this.#chat === null;
    fill(this.scope, h("legend.unseen", {}, "Where to search"), radio("all", "All chats"), radio("chat", "This chat"));
  }

  #narrow(value) {
    this.#everywhere = value === "all";
    this.#run();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), PAUSE_MS);
  }

  #now(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    this.#run();
  }

  clear() {
    this.input.value = "";
    clearTimeout(this.#timer);
    this.#asked.abort();
    this.element.hidden = true;
  }

  async #run(again = 0) {
    clearTimeout(this.#timer);
    this.#asked.abort();
    this.#asked = new AbortController();
    const { query } = this;
    if (query === "") {
      this.element.hidden = true;
      return;
    }
    this.element.hidden = false;
    if (again === 0) {
      fill(this.results, skeleton(5));
    }
    await this.#page(query, "", this.#asked.signal, again);
  }

  async #page(query, next, signal, again = 0) {
    const chat = this.#everywhere ? null : this.#chat;
    try {
      const page = await this.#api.search(chat, query, next, this.#latest(), signal);
      if (!signal.aborted) {
        this.#show(page, query, next, chat, signal);
        this.#lookAgain(page, again);
      }
    } catch (problem) {
      if (problem.name !== "AbortError" && !signal.aborted) {
        fill(this.results, trouble(problem, () => this.#run()));
      }
    }
  }

  #lookAgain({ found }, again) {
    if (found.length === 0 && again < LOOK_AGAIN_MS.length) {
      this.#timer = setTimeout(() => this.#run(again + 1), LOOK_AGAIN_MS[again]);
    }
  }

  #show({ found, next }, query, from, chat, signal) {
    if (from === "") {
      this.results.replaceChildren();
      announce(found.length === 0 ? "Nothing found" : `${counted(found.length, "message", "messages")} found${next ? ", and there are more" : ""}`);
    }
    this.results.querySelector(".more")?.remove();
    if (found.length === 0 && from === "") {
      fill(this.results, state("Nothing found", "Any part of a word matches; all words must be in the message."));
      return;
    }
    this.results.append(...found.map((message) => this.#hit(message, query, chat)));
    if (next) {
      const more = () => this.#page(query, next, signal);
      this.results.append(h("button.button.more", { type: "button", onclick: more }, "Show more"));
    }
  }

  #hit(message, query, chat) {
    const parts = split(excerpt(message.body, query), query);
    const text = parts.map((part) => (part.hit ? h("mark", {}, part.text) : part.text));
    const number = message.chat ?? chat;
    return hit(message, text, chat === null ? this.#names(number) : "", to(this.#api.token, number, message.number));
  }

  #key(event) {
    const hits = [...this.results.querySelectorAll(".hit, .more")];
    const at = hits.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      hits[Math.min(Math.max(at + step, 0), hits.length - 1)]?.focus();
    }
  }
}
