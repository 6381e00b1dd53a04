// The outbox of unacknowledged messages. Each message keeps its client_id, so that it can be
// sent again after any failure and is posted once; messages of a chat are sent in order.

import { backoff } from "./live.js";
import * as session from "./session.js";

const ID_BYTES = 16;

/** crypto.randomUUID() is missing where a page was not loaded securely. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @typedef {object} Letter
 * @property {string} id the client_id
 * @property {number} chat
 * @property {string} body
 * @property {string} sender empty: nobody
 * @property {number} after the newest number when it was written: its own is greater
 * @property {string} problem why it was refused; empty: it waits or is under way
 */

export class Outbox {
  #api;
  #changed;
  #sent;
  /** @type {Letter[]} */
  #letters = [];
  #busy = new Set();
  #wakers = new Set();
  #closed = false;

  /**
   * @param {() => void} changed
   * @param {(letter: Letter, message: object) => void} sent
   */
  constructor(api, changed, sent) {
    this.#api = api;
    this.#changed = changed;
    this.#sent = sent;
    this.#letters = JSON.parse(session.outbox(api.token) || "[]");
    new Set(this.#letters.map((letter) => letter.chat)).forEach((chat) => this.#drain(chat));
  }

  /** @returns {Letter[]} */
  of(chat) {
    return this.#letters.filter((letter) => letter.chat === chat);
  }

  post(chat, body, sender, after) {
    this.#letters.push({ id: newId(), chat, body, sender, after, problem: "" });
    this.#keep();
    this.#drain(chat);
  }

  /** Once more, after it was refused. */
  retry(letter) {
    letter.problem = "";
    this.#keep();
    this.#drain(letter.chat);
  }

  discard(letter) {
    this.#letters = this.#letters.filter((other) => other !== letter);
    this.#keep();
  }

  /** The connection is back: nobody needs to wait any longer. */
  wake() {
    this.#wakers.forEach((waker) => waker());
  }

  close() {
    this.#closed = true;
    this.wake();
  }

  #keep() {
    session.setOutbox(this.#api.token, this.#letters.length ? JSON.stringify(this.#letters) : "");
    this.#changed();
  }

  async #drain(chat) {
    if (this.#busy.has(chat)) {
      return;
    }
    this.#busy.add(chat);
    let tries = 0;
    while (!this.#closed) {
      const letter = this.#letters.find((one) => one.chat === chat && !one.problem);
      if (!letter) {
        break;
      }
      tries = (await this.#deliver(letter, tries)) ? 0 : tries + 1;
    }
    this.#busy.delete(chat);
  }

  /** @returns whether it is settled, one way or the other */
  async #deliver(letter, tries) {
    try {
      const message = await this.#api.send(letter.chat, {
        body: letter.body,
        ...(letter.sender ? { sender: letter.sender } : {}),
        client_id: letter.id,
      });
      this.#letters = this.#letters.filter((other) => other !== letter);
      this.#sent(letter, message);
      this.#keep();
      return true;
    } catch (problem) {
      if (problem.passing) {
        await this.#rest(Math.max(backoff(tries), problem.retryAfter * 1_000));
        return false;
      }
      letter.problem = problem.message;
      this.#keep();
      return true;
    }
  }

  #rest(ms) {
    return new Promise((resolve) => {
      const waker = () => {
        clearTimeout(timer);
        this.#wakers.delete(waker);
        resolve();
      };
      const timer = setTimeout(waker, ms);
      this.#wakers.add(waker);
    });
  }
}
