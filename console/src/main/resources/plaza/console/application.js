// The page of an application: its chats, the open chat, and the search.

import { Chat } from "./chat.js";
import { Chats } from "./chats.js";
import { announce, fill, h, skeleton, state, toast, trouble, typing } from "./dom.js";
import { Live } from "./live.js";
import { Outbox } from "./outbox.js";
import { to } from "./router.js";
import { Search } from "./search.js";

const SAID = {
  connected: "Connected",
  connecting: "Connecting",
  reconnecting: "Connection lost, reconnecting",
  offline: "Offline",
  refused: "Live updates were refused",
};

export class Application {
  page = "application";
  #api;
  #chat = null;
  #opening = 0;

  /**
   * @param {object} application as the server shows it
   * @param {import("./topbar.js").TopBar} top
   */
  constructor(api, application, top) {
    this.#api = api;
    this.application = application;
    this.top = top;
    this.live = new Live(api, (connection) => this.#connection(connection));
    this.outbox = new Outbox(
      api,
      () => this.#chat?.showPending(),
      (letter, message) => this.#chat?.chat.number === letter.chat && this.#chat.sent(message),
    );
    this.chats = new Chats(api, this.live);
    this.search = new Search(api, {
      nameOf: (number) => this.chats.nameOf(number),
      latest: () => this.#chat?.latest ?? 0,
      close: () => this.#closeSearch(),
    });
    this.pane = h("div.pane");
    this.element = h("div.application", {}, h("h1.unseen", {}, application.name), this.chats.element, this.pane, this.search.element);
    this.onkey = (event) => this.#key(event);
    addEventListener("keydown", this.onkey);
    top.enter(application, this.page, this.search.form);
    top.connection(this.live.state, SAID[this.live.state]);
    this.loaded = this.chats.load();
  }

  get token() {
    return this.application.token;
  }

  #connection(connection) {
    this.top.connection(connection, SAID[connection]);
    announce(SAID[connection]);
    if (connection === "connected") {
      this.outbox.wake();
    }
  }

  /** @param {import("./router.js").Place} place */
  async go(place) {
    this.element.classList.toggle("in-chat", place.chat !== undefined);
    if (!place.chat) {
      this.#leaveChat();
      document.title = `${this.application.name} – Plaza`;
      fill(this.pane, state("Choose a chat", "Or create one. Press / to search all chats."));
      return;
    }
    if (matchMedia("(max-width: 760px)").matches && !this.search.element.hidden) {
      this.#closeSearch();
    }
    if (this.#chat?.chat.number === place.chat) {
      await (place.message ? this.#chat.goTo(place.message) : this.#chat.jumpToLatest()).catch((problem) => problem.name === "AbortError" || toast(problem.message));
      return;
    }
    await this.#open(place);
  }

  async #open(place) {
    this.#leaveChat();
    const opening = ++this.#opening;
    fill(this.pane, h("section.chat", { "aria-busy": "true", "aria-label": "Chat" }, skeleton(8)));
    try {
      const found = await this.#api.chat(place.chat);
      if (opening !== this.#opening) {
        return;
      }
      this.#chat = new Chat({ api: this.#api, live: this.live, outbox: this.outbox, chats: this.chats, application: this.application }, found);
      this.chats.select(place.chat);
      this.search.in(place.chat);
      fill(this.pane, this.#chat.element);
      await this.#chat.open(place.message);
    } catch (problem) {
      if (opening === this.#opening) {
        fill(this.pane, this.#missing(problem, place));
      }
    }
  }

  #missing(problem, place) {
    if (problem.status === 404 || problem.status === 410) {
      const back = h("a.button", { href: to(this.token) }, "All chats");
      return state(problem.status === 410 ? "This chat was deleted" : `There is no chat ${place.chat}`, "", back);
    }
    return trouble(problem, () => this.#open(place));
  }

  #leaveChat() {
    this.#opening++;
    this.#chat?.close();
    this.#chat = null;
    this.chats.select(null);
    this.search.in(null);
  }

  #closeSearch() {
    this.search.clear();
    this.top.closeSearch();
    this.#chat?.composer.focus();
  }

  #key(event) {
    if (event.key === "/" && !typing(event) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.top.openSearch();
      this.search.input.select();
    } else if (event.key === "Escape" && !document.querySelector("dialog[open]") && (!this.search.element.hidden || event.target === this.search.input)) {
      this.#closeSearch();
    }
  }

  close() {
    this.#leaveChat();
    removeEventListener("keydown", this.onkey);
    this.chats.close();
    this.outbox.close();
    this.live.close();
    this.top.leave();
  }
}

/** Reads an application, or says why it can't be shown. */
export async function openApplication(api, token, top) {
  const application = await api.application(token);
  return new Application(api.of(token), application, top);
}
