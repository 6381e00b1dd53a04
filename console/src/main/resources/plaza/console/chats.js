// The list of an application's chats, newest first, with live updates.

import { askName } from "./dialogs.js";
import { fill, h, icon, iconButton, skeleton, state, trouble } from "./dom.js";
import { newId } from "./outbox.js";
import { go, to } from "./router.js";
import { count, counted } from "./format.js";

const PAGE = 50;

/** A socket watches a bounded number of chats. */
const WATCHED_MAX = 200;

export class Chats {
  #api;
  #live;
  #chats = new Map();
  #unread = new Map();
  #stops = [];
  #open = null;
  #complete = false;

  constructor(api, live) {
    this.#api = api;
    this.#live = live;
    this.list = h("ul.chats", { onkeydown: (event) => this.#key(event) });
    this.foot = h("div.chats-foot");
    this.element = h(
      "nav.sidebar",
      { "aria-label": "Chats" },
      h("header", {}, h("h2", {}, "Chats"), iconButton("plus", "New chat", () => this.create())),
      h("div.chats-scroll", {}, this.list, this.foot),
    );
    this.foot.append(skeleton(6));
  }

  nameOf(number) {
    return this.#chats.get(number)?.name ?? `Chat ${number}`;
  }

  /** Reads the first page, or the next. */
  async load() {
    const oldest = Math.min(...this.#chats.keys());
    try {
      const page = await this.#api.chats(Number.isFinite(oldest) ? oldest : undefined, PAGE);
      this.#complete = page.length < PAGE;
      page.forEach((chat) => this.#add(chat));
    } catch (problem) {
      fill(this.foot, trouble(problem, () => this.load()));
      return;
    }
    this.#render();
  }

  #add(chat) {
    if (!this.#chats.has(chat.number) && this.#stops.length < WATCHED_MAX) {
      this.#stops.push(this.#live.watch(chat.number, {
        event: (kind) => this.#heard(chat.number, kind),
        gone: () => this.remove(chat.number),
      }));
    }
    this.#chats.set(chat.number, chat);
  }

  #heard(number, kind) {
    const chat = this.#chats.get(number);
    if (!chat || kind === "edited") {
      return;
    }
    chat.messages_count += kind === "created" ? 1 : -1;
    if (kind === "created" && number !== this.#open) {
      this.#unread.set(number, (this.#unread.get(number) ?? 0) + 1);
    }
    this.#renderSoon();
  }

  #renderSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.#render();
    }, 100);
  }

  /** A chat is as the server says now. */
  put(chat) {
    this.#add(chat);
    this.#render();
  }

  remove(number) {
    this.#chats.delete(number);
    this.#render();
  }

  /** The chat that is open; null: none. */
  select(number) {
    this.#open = number;
    this.#unread.delete(number);
    this.#render();
  }

  async create() {
    const key = newId();
    await askName({
      title: "New chat",
      label: "Name",
      hint: "Optional: a chat always has a number.",
      required: false,
      verb: "Create",
      act: async (name) => {
        const chat = await this.#api.createChat(name, key);
        this.put(chat);
        go(to(this.#api.token, chat.number));
      },
    });
  }

  #render() {
    const focused = document.activeElement?.dataset?.chat;
    const chats = [...this.#chats.values()].sort((a, b) => b.number - a.number);
    fill(this.list, chats.map((chat) => h("li", {}, this.#item(chat))));
    this.list.hidden = chats.length === 0;
    this.list.querySelector(`[data-chat="${focused}"]`)?.focus({ preventScroll: true });
    if (chats.length === 0) {
      fill(this.foot, state("No chats yet", "A chat holds messages, numbered from 1.", h("button.button.primary", { type: "button", onclick: () => this.create() }, "New chat")));
    } else {
      fill(this.foot, !this.#complete && h("button.button", { type: "button", onclick: () => this.load() }, "Show older chats"));
    }
  }

  #item(chat) {
    const unread = this.#unread.get(chat.number) ?? 0;
    const open = chat.number === this.#open;
    return h(
      "a.chat-link",
      { href: to(this.#api.token, chat.number), "data-chat": chat.number, "aria-current": open ? "page" : null },
      icon("hash"),
      h("span.chat-name", { dir: "auto" }, this.nameOf(chat.number)),
      unread > 0 && h("span.badge", {}, `${count(unread)}`, h("span.unseen", {}, " new")),
      h("span.chat-count", { title: counted(chat.messages_count, "message", "messages") }, count(chat.messages_count), h("span.unseen", {}, " messages")),
    );
  }

  #key(event) {
    const links = [...this.list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      links[Math.min(Math.max(to, 0), links.length - 1)]?.focus();
    }
  }

  close() {
    this.#stops.forEach((stop) => stop());
    clearTimeout(this.timer);
  }
}
