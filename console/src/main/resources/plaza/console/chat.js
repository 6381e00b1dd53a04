// A chat: its messages, and the actions on them.

import { Composer } from "./composer.js";
import { askName, askNumber, confirmLoss } from "./dialogs.js";
import { announce, fill, h, icon, iconButton, skeleton, state, toast, trouble } from "./dom.js";
import { entry, nameOf, pending, place } from "./message.js";
import { go, rename, to } from "./router.js";
import { Timeline } from "./timeline.js";
import { Toolbar } from "./toolbar.js";
import { count, counted } from "./format.js";

/** How long a new watch is waited for before messages are read without it. */
const WATCH_MS = 300;

/** What was being written in chats that were left, by their addresses. */
const drafts = new Map();

export class Chat {
  #api;
  #live;
  #outbox;
  #chats;
  #number;
  #unseen = 0;
  #read = false;
  #stop = () => {};

  /** @param {{api, live, outbox, chats, application}} around */
  constructor({ api, live, outbox, chats, application }, chat) {
    this.#api = api;
    this.#live = live;
    this.#outbox = outbox;
    this.#chats = chats;
    this.#number = chat.number;
    this.chat = chat;
    this.title = h("h2", { dir: "auto" });
    this.subtitle = h("p.subtitle");
    this.log = h("div.log", { role: "log", "aria-label": "Messages", "aria-live": "off", tabindex: "0" });
    this.jump = h("button.jump", { type: "button", hidden: true, onclick: () => this.jumpToLatest() });
    this.where = h("div.where", { "aria-hidden": "true" });
    this.composer = new Composer({
      lengthMax: application.settings.max_message_length,
      send: (body, sender) => this.#send(body, sender),
      save: (editing, body) => this.#save(editing, body),
      editLast: () => this.#editLast(),
    });
    this.composer.draft = drafts.get(this.#address) ?? "";
    this.timeline = new Timeline(this.log, this.#source(), {
      render: (message) => entry(api.token, this.#number, message),
      place,
      seen: () => this.#seen(),
      failed: (problem) => toast(problem.message),
      top: (empty) => this.#beginning(empty),
    });
    this.toolbar = new Toolbar(this.timeline, {
      mine: (message) => (message.sender ?? "") === this.composer.name,
      edit: (message) => this.#edit(message),
      remove: (message) => this.#remove(message),
      link: (message) => this.#copyLink(message),
    });
    this.element = h("section.chat", { "aria-label": "Chat" }, this.#header(), h("div.log-frame", {}, this.log, this.where, this.jump), this.composer.element);
    this.#describe();
  }

  get #address() {
    return to(this.#api.token, this.#number);
  }

  #source() {
    return {
      before: (number, limit) => this.#api.before(this.#number, number, limit),
      after: (number, limit) => this.#api.after(this.#number, number, limit),
    };
  }

  #header() {
    return h(
      "header.chat-head",
      {},
      h("a.icon-button.back", { href: to(this.#api.token), "aria-label": "All chats" }, icon("back")),
      h("div.titles", {}, this.title, this.subtitle),
      iconButton("hash", "Go to a message by its number", () => this.#askWhere()),
      iconButton("edit", "Rename this chat", () => this.#rename()),
      iconButton("trash", "Delete this chat", () => this.#delete()),
    );
  }

  #describe() {
    const { name, number, messages_count: messages } = this.chat;
    this.title.textContent = name ?? `Chat ${number}`;
    this.subtitle.textContent = `${name === null ? "" : `Chat ${number} · `}${counted(messages, "message", "messages")}`;
    document.title = `${this.title.textContent} – Plaza`;
  }

  #beginning(empty) {
    return empty
      ? state("Nothing here yet", "Write the first message: it gets number 1.")
      : h("p.beginning", {}, "This is the beginning of the chat.");
  }

  /** Shows a message, or the newest ones. */
  async open(message) {
    fill(this.timeline.list, skeleton(6));
    const watching = new Promise((resolve) => {
      this.#stop = this.#live.watch(this.#number, {
        began: (fresh) => this.#began(fresh, resolve),
        event: (kind, changed) => this.#heard(kind, changed),
        gone: () => this.#gone(),
      });
    });
    await Promise.race([watching, new Promise((resolve) => setTimeout(resolve, WATCH_MS))]);
    this.#read = true;
    await this.#tryOpen(message);
    this.showPending();
  }

  async #tryOpen(message) {
    try {
      await (message ? this.goTo(message) : this.timeline.openNewest());
    } catch (problem) {
      if (problem.name !== "AbortError") {
        fill(this.timeline.list, trouble(problem, () => this.#tryOpen(message)));
      }
    }
  }

  /** What was before a fresh watch has not been told: read again what was read before it. */
  #began(fresh, watching) {
    watching();
    if (fresh && this.#read) {
      this.timeline.resync().catch((problem) => toast(problem.message));
      this.#refresh();
    }
  }

  async #refresh() {
    this.chat = await this.#api.chat(this.#number).catch(() => this.chat);
    this.#describe();
  }

  #heard(kind, message) {
    const isNew = kind === "created" && message.number > this.timeline.latest;
    const away = !this.timeline.atBottom;
    this.timeline.apply(kind, message);
    if (kind !== "edited") {
      this.chat.messages_count += kind === "created" ? 1 : -1;
      this.#describe();
    }
    if (isNew && (message.sender ?? "") !== this.composer.name) {
      this.#unseen += away ? 1 : 0;
      announce(`${nameOf(message)}: ${message.body}`);
    }
    if (isNew) {
      this.showPending();
    }
    this.#seen();
  }

  #gone() {
    toast("This chat was deleted.");
    this.#chats.remove(this.#number);
    go(to(this.#api.token));
  }

  /** Goes to a message and marks it. */
  async goTo(number) {
    const row = await this.timeline.openAt(number);
    if (!row) {
      toast(`Message #${number} does not exist: it was deleted, or not written yet.`);
      return;
    }
    this.log.querySelectorAll(".found").forEach((other) => other.classList.remove("found"));
    const message = row.querySelector(".message");
    message.classList.add("found");
    message.focus({ preventScroll: true });
  }

  async jumpToLatest() {
    rename(to(this.#api.token, this.#number));
    if (this.timeline.atEnd) {
      this.timeline.toBottom();
    } else {
      await this.#tryOpen();
    }
    this.composer.focus();
  }

  /** Tells where the reader is. */
  #seen() {
    const { atBottom, latest } = this.timeline;
    if (atBottom) {
      this.#unseen = 0;
    }
    const away = !atBottom && latest > 0;
    this.jump.hidden = !away;
    if (away) {
      fill(this.jump, icon("down"), this.#unseen ? `${count(this.#unseen)} new` : "Jump to latest");
      this.where.textContent = `#${count(this.timeline.lastSeen())} of ${count(Math.max(latest, this.#newest()))}`;
    }
    this.where.hidden = !away;
  }

  /** The newest number that is known of: at least as many messages were numbered as there are. */
  #newest() {
    return this.chat.messages_count;
  }

  get latest() {
    return this.timeline.latest;
  }

  #send(body, sender) {
    this.#outbox.post(this.#number, body, sender, this.timeline.latest);
    if (this.timeline.atEnd) {
      this.timeline.toBottom();
    } else {
      this.#tryOpen();
    }
  }

  /** What is sent and was heard of already, by its event, is not shown twice. */
  showPending() {
    const newest = this.timeline.messages.slice(-20);
    const letters = this.#outbox.of(this.#number).filter((letter) => {
      const known = newest.some(
        (message) => message.number > letter.after && message.body === letter.body && (message.sender ?? "") === letter.sender,
      );
      return letter.problem !== "" || !known;
    });
    this.timeline.showTail(
      letters.map((letter) =>
        pending(letter, { retry: () => this.#outbox.retry(letter), discard: () => this.#outbox.discard(letter) }),
      ),
    );
  }

  /** A message of ours got its number. */
  sent(message) {
    this.timeline.apply("created", message);
  }

  async #edit({ number }) {
    try {
      const { message, tag } = await this.#api.message(this.#number, number);
      this.composer.edit({ number, body: message.body, tag });
    } catch (problem) {
      toast(problem.message);
    }
  }

  #editLast() {
    const mine = this.timeline.messages.findLast((message) => (message.sender ?? "") === this.composer.name);
    if (mine) {
      this.#edit(mine);
    }
  }

  async #save({ number, tag }, body) {
    this.timeline.apply("edited", await this.#api.edit(this.#number, number, body, tag));
  }

  async #remove({ number }) {
    let tag = "*";
    try {
      tag = (await this.#api.message(this.#number, number)).tag;
    } catch (problem) {
      toast(problem.message);
      return;
    }
    const done = await confirmLoss({
      title: `Delete message #${number}?`,
      text: "It is deleted for everyone, and its number is never reused.",
      verb: "Delete",
      act: () => this.#api.delete(this.#number, number, tag),
    });
    if (done) {
      this.timeline.apply("deleted", { number });
    }
  }

  async #copyLink({ number }) {
    const url = new URL(to(this.#api.token, this.#number, number), location.href);
    try {
      await navigator.clipboard.writeText(url);
      toast("The link was copied.");
    } catch {
      rename(url.hash);
      toast("The link is in the address bar.");
    }
  }

  #askWhere() {
    askNumber({
      title: "Go to a message",
      label: "Number",
      verb: "Go",
      act: (number) => go(to(this.#api.token, this.#number, number)),
    });
  }

  #rename() {
    askName({
      title: "Rename this chat",
      label: "Name",
      value: this.chat.name ?? "",
      required: false,
      hint: "If empty, the chat is shown by its number.",
      verb: "Rename",
      act: async (name) => {
        this.chat = await this.#api.renameChat(this.#number, name);
        this.#chats.put(this.chat);
        this.#describe();
      },
    });
  }

  #delete() {
    confirmLoss({
      title: `Delete ${this.title.textContent}?`,
      text: `Its ${counted(this.chat.messages_count, "message is", "messages are")} deleted for everyone.`,
      verb: "Delete the chat",
      act: async () => {
        this.#stop();
        await this.#api.deleteChat(this.#number);
        this.#chats.remove(this.#number);
        go(to(this.#api.token));
      },
    });
  }

  close() {
    drafts.set(this.#address, this.composer.draft);
    this.#stop();
    this.timeline.close();
  }
}
