// The console's entry point: sign-in and routing.

import { Api } from "./api.js";
import { openApplication } from "./application.js";
import { fill, skeleton, state, toast, trouble } from "./dom.js";
import { Entrance, Home } from "./home.js";
import { openLinks } from "./links.js";
import { Health } from "./health.js";
import { HOME, follow, go, parse, to } from "./router.js";
import * as session from "./session.js";
import { TopBar } from "./topbar.js";
import { Vitals } from "./vitals.js";

const content = document.getElementById("content");

class Console {
  #view = null;
  #turn = 0;
  #health = null;

  constructor({ open, version }) {
    this.open = open;
    this.version = version;
    this.api = new Api(session.key());
    this.top = new TopBar(document.getElementById("top"), { leave: () => this.#leave() });
    this.top.signedIn(session.key() !== "");
    follow((place) => this.#go(place));
    new Health((answer) => this.#felt(answer));
  }

  /** How the server is, as it last said. */
  #felt(answer) {
    this.#health = answer;
    this.top.health(answer);
    this.#view?.health?.(answer);
  }

  get #entered() {
    return this.open || session.key() !== "";
  }

  /** @param {import("./router.js").Place} place */
  async #go(place) {
    const turn = ++this.#turn;
    if (place.token && this.#view?.page === place.page && this.#view.token === place.token) {
      this.#view.go(place);
      return;
    }
    this.#view?.close();
    this.#view = null;
    fill(content, skeleton(6));
    try {
      const view = await this.#viewOf(place);
      if (turn !== this.#turn) {
        view.close();
        return;
      }
      this.#view = view;
      fill(content, view.element);
      view.go(place);
      view.health?.(this.#health);
    } catch (problem) {
      if (turn === this.#turn) {
        fill(content, this.#failed(problem, place));
      }
    }
  }

  async #viewOf(place) {
    if (!this.#entered) {
      return new Entrance((key) => this.#enter(key));
    }
    if (place.page === "vitals") {
      return new Vitals(this.api, this.open || session.isOperator(), this.version);
    }
    if (place.token) {
      const open = place.page === "links" ? openLinks : openApplication;
      const view = await open(this.api, place.token, this.top);
      session.remember(view.application);
      return view;
    }
    return new Home(this.api, this.open || session.isOperator());
  }

  #failed(problem, place) {
    if (problem.status === 401) {
      this.#leave();
      return new Entrance((key) => this.#enter(key), problem.message).element;
    }
    if (problem.status === 404 || problem.status === 410) {
      session.forget(place.token);
      return state("Application not found", "It was deleted, or the address is wrong.");
    }
    return trouble(problem, () => this.#go(place));
  }

  async #enter(key) {
    const api = new Api(key);
    const application = key.startsWith("plaza_op_") ? await api.applications().then(() => null) : await api.ownApplication();
    session.setKey(key);
    this.api = api;
    this.top.signedIn(true);
    const place = parse(location.hash);
    if (application && place.token !== application.token) {
      go(to(application.token));
    } else {
      this.#go(place);
    }
  }

  #leave() {
    session.setKey("");
    this.api = new Api();
    this.top.signedIn(false);
    this.#view?.close();
    this.#view = null;
    location.hash === HOME ? this.#go(parse(HOME)) : go(HOME);
    toast("You are signed out.");
  }
}

document.querySelector("[data-skip]").addEventListener("click", (event) => {
  event.preventDefault();
  content.focus();
});

async function start() {
  try {
    const settings = await fetch("/console/settings.json");
    new Console(await settings.json());
  } catch {
    fill(content, trouble({ message: "The server can't be reached." }, start));
  }
}

start();
