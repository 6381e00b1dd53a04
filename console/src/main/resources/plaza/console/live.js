// The live connection of one application: follows chats over a WebSocket that reconnects
// automatically and resumes each chat from its cursor.

const PING_MS = 20_000;
const PONG_MS = 10_000;
const RETRY_MS = 250;
const RETRY_MS_MAX = 10_000;
const RESUBSCRIBE_MS = 1_000;

/** Codes that close a socket for what its client has sent (RFC 6455, 7.4.1). */
const OUR_FAULT = new Set([1002, 1003, 1007, 1009]);
const TRIES_AT_FAULT = 6;

/** How long to wait before a try: doubling, and spread, so that many clients don't return at once. */
export function backoff(tries) {
  const most = Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** tries);
  return most / 2 + (Math.random() * most) / 2;
}

/**
 * @typedef {object} Listener
 * @property {(fresh: boolean) => void} [began] watching; fresh: from now on, what was before is not told
 * @property {(kind: "created"|"edited"|"deleted", message: object) => void} event
 * @property {() => void} [gone] the chat was deleted
 */

export class Live {
  #api;
  #tell;
  #chats = new Map();
  #socket = null;
  #state = "connecting";
  #tries = 0;
  #timers = {};
  #closed = false;

  /**
   * @param {(state: "connecting"|"connected"|"reconnecting"|"offline"|"refused") => void} tell
   */
  constructor(api, tell) {
    this.#api = api;
    this.#tell = tell;
    this.retryNow = () => this.#soon(0);
    this.goOffline = () => this.#socket?.close();
    addEventListener("online", this.retryNow);
    addEventListener("offline", this.goOffline);
    this.#open();
  }

  get state() {
    return this.#state;
  }

  /**
   * Watches a chat.
   * @param {Listener} listener
   * @returns {() => void} ends it
   */
  watch(number, listener) {
    const chat = this.#chats.get(number) ?? { cursor: null, watched: false, listeners: new Set() };
    chat.listeners.add(listener);
    if (!this.#chats.has(number)) {
      this.#chats.set(number, chat);
      this.#subscribe(number, chat);
    } else if (chat.watched) {
      queueMicrotask(() => listener.began?.(false));
    }
    return () => {
      chat.listeners.delete(listener);
      if (chat.listeners.size === 0 && this.#chats.get(number) === chat) {
        this.#chats.delete(number);
        this.#say({ type: "unsubscribe", ref: number, chat: number });
      }
    };
  }

  close() {
    this.#closed = true;
    removeEventListener("online", this.retryNow);
    removeEventListener("offline", this.goOffline);
    Object.values(this.#timers).forEach(clearTimeout);
    this.#socket?.close();
  }

  #become(state) {
    if (state !== this.#state && !this.#closed) {
      this.#state = state;
      this.#tell(state);
    }
  }

  async #open() {
    let url;
    try {
      url = await this.#api.socketUrl();
    } catch (problem) {
      problem.passing ? this.#again() : this.#become("refused");
      return;
    }
    if (this.#closed) {
      return;
    }
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => this.#heard(JSON.parse(data));
    socket.onclose = ({ code }) => this.#lost(socket, code);
  }

  #opened() {
    this.#tries = 0;
    for (const [number, chat] of this.#chats) {
      this.#subscribe(number, chat);
    }
    this.#become("connected");
    this.#ping();
  }

  #lost(socket, code = 0) {
    if (socket !== this.#socket || this.#closed) {
      return;
    }
    this.#socket = null;
    clearTimeout(this.#timers.ping);
    clearTimeout(this.#timers.pong);
    this.#chats.forEach((chat) => (chat.watched = false));
    // What was sent can't be taken: it is the same after a reconnect, so the tries go on slowly.
    this.#tries = OUR_FAULT.has(code) ? Math.max(this.#tries, TRIES_AT_FAULT) : this.#tries;
    this.#again();
  }

  #again() {
    this.#become(navigator.onLine ? "reconnecting" : "offline");
    this.#soon(backoff(this.#tries++));
  }

  #soon(ms) {
    if (this.#socket === null && !this.#closed && this.#state !== "refused") {
      clearTimeout(this.#timers.retry);
      this.#timers.retry = setTimeout(() => this.#open(), ms);
    }
  }

  /** A connection that has silently died is noticed by the answer that does not come. */
  #ping() {
    clearTimeout(this.#timers.ping);
    this.#timers.ping = setTimeout(() => {
      this.#say({ type: "ping" });
      this.#timers.pong = setTimeout(() => {
        const socket = this.#socket;
        socket?.close();
        this.#lost(socket);
      }, PONG_MS);
    }, PING_MS);
  }

  #say(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(frame));
    }
  }

  #subscribe(number, chat) {
    const after = chat.cursor === null ? {} : { after: chat.cursor };
    chat.fresh = chat.cursor === null;
    this.#say({ type: "subscribe", ref: number, chat: number, ...after });
  }

  #heard(frame) {
    clearTimeout(this.#timers.pong);
    this.#ping();
    const number = frame.chat ?? frame.ref;
    const chat = this.#chats.get(number);
    if (!chat) {
      return;
    }
    switch (frame.type) {
      case "subscribed":
        chat.cursor = frame.cursor;
        chat.watched = true;
        chat.listeners.forEach((listener) => listener.began?.(chat.fresh));
        break;
      case "event":
        chat.cursor = frame.cursor;
        chat.listeners.forEach((listener) => listener.event(frame.event, frame.message));
        break;
      case "lagging":
        chat.cursor = frame.cursor;
        chat.watched = false;
        this.#subscribe(number, chat);
        break;
      case "error":
        this.#failed(number, chat, frame.status);
        break;
      default:
    }
  }

  #failed(number, chat, status) {
    chat.watched = false;
    if (status === 404 || status === 410) {
      this.#chats.delete(number);
      chat.listeners.forEach((listener) => listener.gone?.());
    } else if (status === 400 && chat.cursor !== null) {
      // A cursor of before the server was restored from a backup: start over.
      chat.cursor = null;
      this.#subscribe(number, chat);
    } else if (status === 503) {
      setTimeout(() => this.#chats.get(number) === chat && this.#subscribe(number, chat), RESUBSCRIBE_MS);
    }
  }
}
