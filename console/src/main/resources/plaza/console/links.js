// The links section of an application: the list, or one link with its statistics.

import { LinkList } from "./link-list.js";
import { LinkPage } from "./link-page.js";
import { LinksApi } from "./links-api.js";
import { fill, h, typing } from "./dom.js";

export class Links {
  page = "links";
  #api;
  #one = null;
  #been = false;

  /** @param {object} application as the server shows it */
  constructor(api, application, top) {
    this.#api = api;
    this.application = application;
    this.top = top;
    this.list = new LinkList(api);
    this.element = h("div.links-page");
    this.onkey = (event) => this.#key(event);
    addEventListener("keydown", this.onkey);
    top.enter(application, this.page);
  }

  get token() {
    return this.application.token;
  }

  /** @param {import("./router.js").Place} place */
  async go({ code }) {
    this.#one?.close();
    this.#one = code === undefined ? null : new LinkPage(this.#api, code);
    document.title = `${code === undefined ? "Links" : code} · ${this.application.name} – Plaza`;
    const shown = this.#one ?? this.list;
    fill(this.element, shown.element);
    if (this.#been) {
      // What had the focus is gone: who listens goes on where the new page begins.
      shown.heading.focus();
    }
    this.#been = true;
    await shown.load();
  }

  #key(event) {
    if (event.key === "/" && !this.#one && !typing(event) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.list.focusSearch();
    }
  }

  close() {
    this.#one?.close();
    this.list.close();
    removeEventListener("keydown", this.onkey);
    this.top.leave();
  }
}

/** Reads an application, or says why its links can't be shown. */
export async function openLinks(api, token, top) {
  const application = await api.application(token);
  return new Links(new LinksApi(api, token), application, top);
}
