// A virtualised list of a chat's messages: a bounded number of rows around the visible ones;
// rows are loaded and dropped while the user scrolls, without jumps.

import { anchor, lastSeen, restore } from "./anchor.js";
import { fill, h, skeleton } from "./dom.js";

/** The most messages in the page. */
export const ROWS_MAX = 240;
const PAGE = 60;

/** How near an edge the next page is fetched, in px. */
const AHEAD = 1_600;

/** How near the end counts as being there, in px. */
const AT_END = 48;

/**
 * @typedef {object} Source where messages come from
 * @property {(number: number|undefined, limit: number) => Promise<object[]>} before
 * @property {(number: number, limit: number) => Promise<object[]>} after
 */

export class Timeline {
  #source;
  #render;
  #place;
  #seen;
  #messages = [];
  #rows = new Map();
  #loading = new Set();
  #late = [];
  #era = 0;
  #sticky = true;

  /**
   * @param {HTMLElement} scroller
   * @param {Source} source
   * @param {{render: (message) => HTMLElement, place: (element, message, before) => void,
   *   seen: () => void, failed: (problem) => void, top: () => Node}} look
   */
  constructor(scroller, source, look) {
    this.scroller = scroller;
    this.#source = source;
    this.#render = look.render;
    this.#place = look.place;
    this.#seen = look.seen;
    this.failed = look.failed;
    this.top = h("div.edge.top-edge");
    this.list = h("div.rows");
    this.tail = h("div.rows.tail");
    this.bottom = h("div.edge");
    this.beginning = look.top;
    this.atStart = false;
    this.atEnd = false;
    this.latest = 0;
    fill(scroller, this.top, this.list, this.tail, this.bottom);
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.resizing = new ResizeObserver(() => this.#stick());
    this.resizing.observe(scroller);
  }

  get messages() {
    return this.#messages;
  }

  row(number) {
    return this.#rows.get(number);
  }

  get atBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return this.atEnd && scrollHeight - scrollTop - clientHeight < AT_END;
  }

  /** Shows the newest messages. */
  async openNewest() {
    await this.#open(async () => {
      const page = await this.#source.before(undefined, PAGE);
      return { messages: page, atStart: page.length < PAGE, atEnd: true };
    });
    this.toBottom();
  }

  /** Shows a message amid those around it; its row, or nothing when there is no such message. */
  async openAt(number) {
    if (!this.#rows.has(number)) {
      await this.#open(async () => {
        const [below, above] = await Promise.all([
          this.#source.before(number + 1, PAGE),
          this.#source.after(number, PAGE),
        ]);
        return { messages: [...below, ...above], atStart: below.length < PAGE, atEnd: above.length < PAGE };
      });
    }
    this.#sticky = false;
    const row = this.#rows.get(number);
    const nearest = row ?? this.#rows.get(this.#messages.find((message) => message.number > number)?.number);
    (nearest ?? this.list.lastElementChild)?.scrollIntoView({ block: "center" });
    this.#seen();
    return row;
  }

  async #open(load) {
    const era = ++this.#era;
    const { messages, atStart, atEnd } = await this.#during(load);
    if (era !== this.#era) {
      throw new DOMException("another place was opened", "AbortError");
    }
    this.#show(messages, atStart, atEnd);
  }

  #show(messages, atStart, atEnd) {
    this.#messages = messages;
    this.#rows = new Map(messages.map((message) => [message.number, this.#render(message)]));
    fill(this.list, [...this.#rows.values()]);
    messages.forEach((message, i) => this.#place(this.#rows.get(message.number), message, messages[i - 1]));
    this.#edges(atStart, atEnd);
    this.#applyLate();
  }

  /** Fetches what is in the window again: the server may have gone on without us. */
  async resync() {
    if (this.#messages.length === 0) {
      return this.openNewest();
    }
    const first = this.#messages[0].number;
    const era = this.#era;
    const { messages, atEnd } = await this.#during(() => this.#from(first));
    if (era === this.#era) {
      const anchored = anchor(this.scroller, this.list);
      this.#show(messages, this.atStart, atEnd);
      restore(this.scroller, anchored, (number) => this.#rows.get(number));
      this.#stick();
    }
  }

  /** A window of messages that begins with a number. */
  async #from(first) {
    const messages = [];
    let page;
    do {
      page = await this.#source.after(messages.at(-1)?.number ?? first - 1, PAGE);
      messages.push(...page);
    } while (page.length === PAGE && messages.length < ROWS_MAX);
    return { messages, atEnd: page.length < PAGE };
  }

  /** Takes in what has changed. */
  apply(kind, message) {
    this.latest = Math.max(this.latest, message.number);
    if (this.#loading.size > 0) {
      // A page that is under way may have been read before this change.
      this.#late.push([kind, message]);
    }
    this.#keeping(() => (kind === "deleted" ? this.#remove(message.number) : this.#put(message)));
  }

  #applyLate() {
    const late = this.#late;
    this.#late = [];
    late.forEach(([kind, message]) => (kind === "deleted" ? this.#remove(message.number) : this.#put(message)));
  }

  #put(message) {
    const { number } = message;
    const known = this.#rows.get(number);
    const index = this.#indexOf(number);
    if (known) {
      const row = this.#render(message);
      this.#messages[index] = message;
      this.#rows.set(number, row);
      const focused = known.contains(document.activeElement);
      known.replaceWith(row);
      this.#replaceAround(index);
      if (focused) {
        row.querySelector(".message").focus({ preventScroll: true });
      }
      return;
    }
    if (!this.#joins(index)) {
      return;
    }
    this.#insert(index, [message]);
    this.#edges(this.atStart, this.atEnd);
    const over = this.#messages.length - ROWS_MAX;
    if (over > 0) {
      this.#sticky ? this.#dropFirst(over) : this.#dropLast(over);
    }
  }

  /** Whether nothing is missing between the window and a message at this place. */
  #joins(index) {
    if (index === this.#messages.length) {
      return this.atEnd;
    }
    return index > 0 || this.atStart;
  }

  #remove(number) {
    const row = this.#rows.get(number);
    if (!row) {
      return;
    }
    const index = this.#indexOf(number);
    if (row.contains(document.activeElement)) {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      (next?.querySelector(".message") ?? this.scroller).focus({ preventScroll: true });
    }
    this.#messages.splice(index, 1);
    this.#rows.delete(number);
    row.remove();
    this.#replaceAround(index - 1);
    if (this.#messages.length === 0) {
      this.#edges(this.atStart, this.atEnd);
    }
  }

  /** Where a number is or would be. */
  #indexOf(number) {
    let low = 0;
    let high = this.#messages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#messages[middle].number < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  #insert(index, messages) {
    const rows = messages.map((message) => this.#render(message));
    const after = this.#rows.get(this.#messages[index]?.number) ?? null;
    rows.forEach((row) => this.list.insertBefore(row, after));
    this.#messages.splice(index, 0, ...messages);
    messages.forEach((message, i) => this.#rows.set(message.number, rows[i]));
    for (let i = index; i <= index + messages.length && i < this.#messages.length; i++) {
      this.#placeAt(i);
    }
  }

  #replaceAround(index) {
    this.#placeAt(index);
    this.#placeAt(index + 1);
  }

  #placeAt(index) {
    const message = this.#messages[index];
    if (message) {
      this.#place(this.#rows.get(message.number), message, this.#messages[index - 1]);
    }
  }

  #dropFirst(count) {
    this.#drop(this.#messages.splice(0, count));
    this.#placeAt(0);
    this.#edges(false, this.atEnd);
  }

  #dropLast(count) {
    this.#drop(this.#messages.splice(-count, count));
    this.#edges(this.atStart, false);
  }

  #drop(messages) {
    for (const { number } of messages) {
      const row = this.#rows.get(number);
      if (row.contains(document.activeElement)) {
        this.scroller.focus({ preventScroll: true });
      }
      row.remove();
      this.#rows.delete(number);
    }
  }

  #edges(atStart, atEnd) {
    this.atStart = atStart;
    this.atEnd = atEnd;
    this.latest = Math.max(this.latest, this.#messages.at(-1)?.number ?? 0);
    this.top.classList.toggle("more", !atStart);
    this.bottom.classList.toggle("more", !atEnd);
    fill(this.top, atStart ? this.beginning(this.#messages.length === 0) : skeleton());
    fill(this.bottom, atEnd ? null : skeleton());
    this.tail.hidden = !atEnd;
  }

  async #during(load) {
    if (this.#loading.size === 0) {
      this.#late = [];
    }
    this.#loading.add(load);
    try {
      return await load();
    } finally {
      this.#loading.delete(load);
    }
  }

  #scrolled() {
    this.#sticky = this.atBottom;
    this.#fetchAhead();
    this.#seen();
  }

  #fetchAhead() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    if (!this.atStart && scrollTop < AHEAD) {
      this.#fetch("older");
    }
    if (!this.atEnd && scrollHeight - scrollTop - clientHeight < AHEAD) {
      this.#fetch("newer");
    }
  }

  async #fetch(side) {
    if (this.#loading.size > 0 || this.#messages.length === 0) {
      return;
    }
    const era = this.#era;
    const older = side === "older";
    try {
      const page = await this.#during(() =>
        older
          ? this.#source.before(this.#messages[0].number, PAGE)
          : this.#source.after(this.#messages.at(-1).number, PAGE),
      );
      if (era !== this.#era) {
        return;
      }
      this.#keeping(() => (older ? this.#prepend(page) : this.#append(page)));
    } catch (problem) {
      this.failed(problem);
      return;
    }
    requestAnimationFrame(() => era === this.#era && this.#fetchAhead());
  }

  #prepend(page) {
    this.#insert(0, page.filter((message) => !this.#rows.has(message.number)));
    this.#edges(page.length < PAGE, this.atEnd);
    if (this.#messages.length > ROWS_MAX) {
      this.#dropLast(this.#messages.length - ROWS_MAX);
    }
    this.#applyLate();
  }

  #append(page) {
    this.#insert(this.#messages.length, page.filter((message) => !this.#rows.has(message.number)));
    this.#edges(this.atStart, page.length < PAGE);
    if (this.#messages.length > ROWS_MAX) {
      this.#dropFirst(this.#messages.length - ROWS_MAX);
    }
    this.#applyLate();
  }

  /** Changes rows while what is seen stays where it is, or the end stays in sight. */
  #keeping(change) {
    if (this.#sticky && this.atEnd) {
      change();
      this.#stick();
    } else {
      const anchored = anchor(this.scroller, this.list);
      change();
      restore(this.scroller, anchored, (number) => this.#rows.get(number));
    }
    this.#seen();
  }

  /** What is not acknowledged yet stands below all others. */
  showTail(elements) {
    this.#keeping(() => fill(this.tail, elements));
  }

  /** Keeps the end in sight while it is. */
  #stick() {
    if (this.#sticky && this.atEnd) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
    }
  }

  toBottom() {
    this.#sticky = true;
    this.#stick();
    this.#seen();
  }

  /** The number of the last message that is seen. */
  lastSeen() {
    return lastSeen(this.scroller, this.list);
  }

  close() {
    this.#era++;
    this.resizing.disconnect();
  }
}
