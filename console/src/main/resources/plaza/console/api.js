// A client of the server's HTTP API.

const BASE = "/api/v1";
const TIMEOUT_MS = 20_000;

/** An answer that is not a success, in words for people. */
export class Problem extends Error {
  /**
   * @param {number} status 0: there was no answer
   * @param {object} body of the problem
   */
  constructor(status, body, headers = new Headers()) {
    super(sentence(status, body));
    this.status = status;
    /** The names of the fields that were refused, where the answer has them apart. */
    this.invalid = body.invalidElements ?? [];
    this.retryAfter = Number(headers.get("Retry-After")) || 0;
  }

  /** Whether the same call may succeed later: nothing was wrong with it. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status === 503 || this.status === 502 || this.status === 504;
  }
}

const WORDS = {
  0: "The server can't be reached.",
  401: "This key is not valid.",
  412: "It was changed by someone else in the meantime.",
  413: "This is too large.",
  429: "Too many changes at once: wait a moment.",
  503: "The server is temporarily unavailable.",
  507: "The server's disk is full: nothing was stored.",
};

function sentence(status, body) {
  if (body.errors) {
    return Object.entries(body.errors)
      .map(([field, problems]) => `${field === "base" ? "This" : field} ${problems.join(", ")}`)
      .join("; ")
      .replace(/^./u, (letter) => letter.toUpperCase());
  }
  return WORDS[status] ?? body.error ?? body.detail ?? body.title ?? `The server answered ${status}.`;
}

/** Calls for one credential. */
export class Api {
  #key;

  /** @param {string} key empty in open mode */
  constructor(key = "") {
    this.#key = key;
  }

  /**
   * @param {string} path below the interface's own, or another base
   * @param {{base?: string, method?: string, body?: object, headers?: object, signal?: AbortSignal}} [call]
   * @returns {Promise<{status: number, json: any, headers: Headers}>}
   * @throws {Problem}
   */
  async call(path, { base = BASE, method = "GET", body, headers = {}, signal } = {}) {
    const response = await this.#send(base + path, {
      method,
      headers: this.#headers(body, headers),
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ?? AbortSignal.timeout(TIMEOUT_MS),
      credentials: "omit",
    });
    if (!response.ok) {
      throw new Problem(response.status, await response.json().catch(() => ({})), response.headers);
    }
    const json = response.headers.get("Content-Type")?.includes("json");
    return { status: response.status, json: json ? await response.json() : await response.text(), headers: response.headers };
  }

  async #send(path, init) {
    try {
      return await fetch(path, init);
    } catch (error) {
      if (error.name === "AbortError") {
        throw error;
      }
      throw new Problem(0, {});
    }
  }

  #headers(body, headers) {
    return {
      Accept: "*/*",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(this.#key ? { Authorization: `Bearer ${this.#key}` } : {}),
      ...headers,
    };
  }

  async get(path, signal) {
    return (await this.call(path, { signal })).json;
  }

  async metrics(signal) {
    return (await this.call("/metrics", { base: "", signal })).json;
  }

  /** A page of applications, oldest first, and the cursor of the next one. */
  async applications(cursor = "") {
    const { json, headers } = await this.call(`/applications?limit=50${cursor ? `&cursor=${cursor}` : ""}`);
    return { applications: json, next: parameter(headers, "cursor") };
  }

  async createApplication(name) {
    return (await this.call("/applications", { method: "POST", body: { name } })).json;
  }

  /** The application with this token, or that of the key. */
  application(token) {
    return this.get(`/applications/${token}`);
  }

  /** The application that the key opens. */
  ownApplication() {
    return this.get("/application");
  }

  /** What can be done with one application. */
  of(token) {
    return new ApplicationApi(this, `/applications/${token}`, this.#key !== "", token);
  }
}

function parameter(headers, name) {
  const next = /<([^>]*)>; rel="next"/u.exec(headers.get("Link") ?? "");
  return next ? (new URL(next[1], location.href).searchParams.get(name) ?? "") : "";
}

/** More than any number: a page before it is the newest. */
const END = Number.MAX_SAFE_INTEGER;

class ApplicationApi {
  #api;
  #path;
  #keyed;

  constructor(api, path, keyed, token) {
    this.#api = api;
    this.#path = path;
    this.#keyed = keyed;
    this.token = token;
  }

  /** Where a socket is opened; with a key that takes a ticket, which a browser can put into an address. */
  async socketUrl() {
    const url = new URL(`${BASE}/socket`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    if (this.#keyed) {
      const { json } = await this.#api.call(`${this.#path}/tickets`, { method: "POST" });
      url.searchParams.set("ticket", json.ticket);
    } else {
      url.searchParams.set("application", this.token);
    }
    return url;
  }

  /** The newest chats below a number, in ascending order. */
  chats(before = END, limit = 50) {
    return this.#api.get(`${this.#path}/chats?before=${before}&limit=${limit}`);
  }

  chat(number) {
    return this.#api.get(`${this.#path}/chats/${number}`);
  }

  async createChat(name, key) {
    const call = { method: "POST", body: name ? { name } : {}, headers: { "Idempotency-Key": key } };
    return (await this.#api.call(`${this.#path}/chats`, call)).json;
  }

  async renameChat(number, name) {
    return (await this.#api.call(`${this.#path}/chats/${number}`, { method: "PATCH", body: { name: name || null } })).json;
  }

  deleteChat(number) {
    return this.#api.call(`${this.#path}/chats/${number}`, { method: "DELETE" });
  }

  before(chat, number = END, limit = 60) {
    return this.#api.get(`${this.#path}/chats/${chat}/messages?before=${number}&limit=${limit}`);
  }

  after(chat, number, limit = 60) {
    return this.#api.get(`${this.#path}/chats/${chat}/messages?after=${number}&limit=${limit}`);
  }

  /** A message and the tag of its state. */
  async message(chat, number) {
    const { json, headers } = await this.#api.call(`${this.#path}/chats/${chat}/messages/${number}`);
    return { message: json, tag: headers.get("ETag") };
  }

  async send(chat, message) {
    return (await this.#api.call(`${this.#path}/chats/${chat}/messages`, { method: "POST", body: message })).json;
  }

  async edit(chat, number, body, tag) {
    const call = { method: "PATCH", body: { body }, headers: { "If-Match": tag } };
    return (await this.#api.call(`${this.#path}/chats/${chat}/messages/${number}`, call)).json;
  }

  delete(chat, number, tag) {
    return this.#api.call(`${this.#path}/chats/${chat}/messages/${number}`, {
      method: "DELETE",
      headers: { "If-Match": tag },
    });
  }

  /**
   * A page of what matches, newest first.
   * @param {number|null} chat null: in all
   * @param {string} next where the page before has ended
   * @param {number} wait until this message can be found
   */
  async search(chat, query, next, wait, signal) {
    const where = chat === null ? this.#path : `${this.#path}/chats/${chat}`;
    const from = next ? `&${chat === null ? "cursor" : "before"}=${next}` : "";
    const waiting = chat !== null && wait ? `&wait=${wait}` : "";
    const { json, headers } = await this.#api.call(
      `${where}/messages/search?q=${encodeURIComponent(query)}&limit=30${from}${waiting}`,
      { signal },
    );
    return { found: json, next: parameter(headers, chat === null ? "cursor" : "before") };
  }
}
