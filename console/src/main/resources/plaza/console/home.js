// The start page: applications to open or create, or the sign-in form.

import { Problem } from "./api.js";
import { askName } from "./dialogs.js";
import { fill, h, skeleton, state, trouble } from "./dom.js";
import { go, to } from "./router.js";
import * as session from "./session.js";
import { counted, when } from "./format.js";

const TOKEN = /^[0-9a-f]{32}$/u;

export class Home {
  #api;
  #next = "";

  /** @param {boolean} lists whether all applications may be listed and made */
  constructor(api, lists) {
    this.#api = api;
    this.list = h("ul.applications");
    this.foot = h("div.list-foot", {}, skeleton(3));
    this.problem = h("p.problem", { role: "alert" });
    this.element = h(
      "div.home",
      {},
      h("h1", {}, "Applications"),
      h("p.lead", {}, "An application has chats with messages, and short links. Open one, or create your first."),
      h(
        "div.home-actions",
        {},
        lists && h("button.button.primary", { type: "button", onclick: () => this.#create() }, "New application"),
        this.#openForm(),
      ),
      this.problem,
      this.#recent(),
      lists && h("section", { "aria-labelledby": "all-title" }, h("h2", { id: "all-title" }, "All applications"), this.list, this.foot),
    );
    document.title = "Plaza";
    if (lists) {
      this.#load();
    }
  }

  go() {}

  close() {}

  #openForm() {
    const input = h("input", { type: "text", name: "token", placeholder: "Token of an application", "aria-label": "Token of an application", autocomplete: "off", spellcheck: "false" });
    const submit = (event) => {
      event.preventDefault();
      const token = input.value.trim().toLowerCase();
      if (TOKEN.test(token)) {
        go(to(token));
      } else {
        this.problem.textContent = "A token has 32 characters, 0–9 and a–f.";
        input.focus();
      }
    };
    return h("form.open-form", { onsubmit: submit }, input, h("button.button", { type: "submit" }, "Open"));
  }

  #recent() {
    const recent = session.recent();
    if (recent.length === 0) {
      return null;
    }
    const items = recent.map((one) => h("li", {}, card(one, "")));
    return h("section", { "aria-labelledby": "recent-title" }, h("h2", { id: "recent-title" }, "Recently opened"), h("ul.applications", {}, items));
  }

  async #load() {
    try {
      const { applications, next } = await this.#api.applications(this.#next);
      this.#next = next;
      this.list.append(...applications.map((one) => h("li", {}, card(one, `${counted(one.chats_count, "chat", "chats")} · made ${when(one.created_at)}`))));
    } catch (problem) {
      fill(this.foot, trouble(problem, () => this.#load()));
      return;
    }
    this.list.hidden = this.list.childElementCount === 0;
    fill(
      this.foot,
      this.list.hidden && state("No applications yet", "Create one: it gets a token that identifies it in URLs."),
      this.#next && h("button.button", { type: "button", onclick: () => this.#load() }, "Show more"),
    );
  }

  async #create() {
    let made;
    const done = await askName({
      title: "New application",
      label: "Name",
      verb: "Create",
      act: async (name) => {
        made = await this.#api.createApplication(name);
      },
    });
    if (done) {
      session.remember(made);
      fill(this.element, this.#made(made));
      this.element.querySelector("h1").focus();
    }
  }

  #made({ name, token, secret }) {
    const value = (label, text, hint) => h("div.value", {}, h("dt", {}, label), h("dd", {}, h("code", {}, text), h("small", {}, hint)));
    return h(
      "section.made",
      {},
      h("h1", { tabindex: "-1" }, `${name} is ready`),
      h(
        "dl",
        {},
        value("Token", token, "Identifies the application in URLs. It is not secret."),
        value("Secret key", secret, "Shown only once. Store it with your server’s secrets: it grants access to the application if the server requires keys."),
      ),
      h("a.button.primary", { href: to(token) }, "Open it"),
    );
  }
}

function card({ token, name }, more) {
  return h("a.card", { href: to(token) }, h("span.card-name", { dir: "auto" }, name), h("span.card-more", {}, more), h("code", {}, token));
}

/** Asks for a key, where the server asks for one. */
export class Entrance {
  /** @param {(key: string) => Promise<void>} enter */
  constructor(enter, why = "") {
    const input = h("input", { type: "password", required: true, autocomplete: "off", spellcheck: "false", placeholder: "plaza_sk_… or plaza_op_…" });
    const problem = h("p.problem", { role: "alert" }, why);
    const button = h("button.button.primary", { type: "submit" }, "Enter");
    const submit = async (event) => {
      event.preventDefault();
      button.disabled = true;
      try {
        await enter(input.value.trim());
      } catch (error) {
        problem.textContent = error instanceof Problem ? error.message : "A key has only letters, digits, - and _.";
        button.disabled = false;
        input.focus();
      }
    };
    this.element = h(
      "div.home.entrance",
      {},
      h("h1", {}, "Sign in with a key"),
      h("p.lead", {}, "This server requires keys. An application’s secret key grants access to that application, the operator’s key to all of them. The key stays in this tab and is removed when you close it."),
      h("form.key-form", { onsubmit: submit }, h("label.field", {}, h("span", {}, "Key"), input), problem, button),
    );
    document.title = "Plaza";
  }

  go() {}

  close() {}
}
