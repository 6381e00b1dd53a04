// A client of the links API: Shlink's REST contract, and the statistics.

const BASE = "/rest/v3";
const PAGE = 20;

/**
 * @typedef {object} Link
 * @property {string} shortCode
 * @property {string} shortUrl
 * @property {string} longUrl
 * @property {string|null} title
 * @property {string[]} tags
 * @property {string} dateCreated
 * @property {{total: number, nonBots: number, bots: number}} visitsSummary
 * @property {{validSince: string|null, validUntil: string|null, maxVisits: number|null}} meta
 */

export class LinksApi {
  #api;

  /** @param {import("./api.js").Api} api */
  constructor(api, token) {
    this.#api = api;
    this.token = token;
  }

  /** In open mode it is the token that says whose links are meant; a key says so by itself. */
  #path(path, query = {}) {
    return `${path}?${new URLSearchParams([...Object.entries({ ...query, application: this.token })])}`;
  }

  async #call(path, call = {}) {
    return (await this.#api.call(path, { base: BASE, ...call })).json;
  }

  /**
   * A page of links, newest first.
   * @param {{page: number, text: string, tags: string[]}} wanted pages are counted from 1; a link has all the tags
   * @returns {Promise<{links: Link[], page: number, pages: number, total: number}>}
   */
  async list({ page, text, tags }, signal) {
    const query = { page, itemsPerPage: PAGE, orderBy: "dateCreated-DESC", ...(text && { searchTerm: text }), ...(tags.length && { tagsMode: "all" }) };
    const chosen = tags.map((tag) => `&${new URLSearchParams([["tags[]", tag]])}`).join("");
    const { shortUrls } = await this.#call(this.#path("/short-urls", query) + chosen, { signal });
    const { currentPage, pagesCount, totalItems } = shortUrls.pagination;
    return { links: shortUrls.data, page: currentPage, pages: pagesCount, total: totalItems };
  }

  /** @returns {Promise<Link>} */
  link(code) {
    return this.#call(this.#path(`/short-urls/${encodeURIComponent(code)}`));
  }

  /**
   * @param {object} terms
   * @param {string} key the same for the same call: it makes one link, however often it is sent
   */
  create(terms, key) {
    return this.#call(this.#path("/short-urls"), { method: "POST", body: terms, headers: { "Idempotency-Key": key } });
  }

  /** @param {object} terms those that change */
  edit(code, terms) {
    return this.#call(this.#path(`/short-urls/${encodeURIComponent(code)}`), { method: "PATCH", body: terms });
  }

  delete(code) {
    return this.#call(this.#path(`/short-urls/${encodeURIComponent(code)}`), { method: "DELETE" });
  }

  /** @returns {Promise<{tag: string, shortUrlsCount: number}[]>} */
  async tags() {
    return (await this.#call(this.#path("/tags/stats"))).tags.data;
  }

  /** What was counted of a link's visits. */
  stats(code) {
    return this.#call(this.#path(`/${encodeURIComponent(code)}/stats`), { base: "" });
  }

  /** Where its QR code is: of this server, since the page may show nothing of another one. */
  qr(code) {
    return `/${encodeURIComponent(code)}/qr-code?format=svg&size=240`;
  }
}
