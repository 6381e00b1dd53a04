// The composer: writing messages and editing one's own.

import { fill, h, icon, iconButton } from "./dom.js";
import * as session from "./session.js";
import { count } from "./format.js";

/** So many characters before the most that fit, how many are left is told. */
const TELL_LEFT = 200;
const HEIGHT_MAX = 220;

export class Composer {
  #send;
  #save;
  #editLast;
  #editing = null;
  #draft = "";
  #lengthMax;

  /**
   * @param {{send: (body: string, sender: string) => void,
   *   save: (editing: object, body: string) => Promise<void>,
   *   editLast: () => void, lengthMax: number}} actions
   */
  constructor({ send, save, editLast, lengthMax }) {
    this.#send = send;
    this.#save = save;
    this.#editLast = editLast;
    this.#lengthMax = lengthMax;
    this.text = h("textarea", {
      rows: 1,
      dir: "auto",
      "aria-label": "Message",
      placeholder: "Write a message",
      oninput: () => this.#grow(),
      onkeydown: (event) => this.#key(event),
    });
    this.sender = h("input", {
      type: "text",
      maxlength: 255,
      autocomplete: "nickname",
      placeholder: "nobody",
      "aria-label": "Your name",
      value: session.sender(),
      dir: "auto",
      onchange: () => session.setSender(this.sender.value.trim()),
    });
    this.left = h("span.left", { role: "status" });
    this.banner = h("div.banner", { hidden: true });
    this.button = h("button.send", { type: "submit", "aria-label": "Send", title: "Send (Enter)" }, icon("send"));
    this.element = h(
      "form.composer",
      { "aria-label": "Write a message", onsubmit: (event) => this.#submit(event) },
      this.banner,
      h("div.box", {}, this.text, this.button),
      h(
        "div.foot",
        {},
        h("label.as", {}, "Writing as ", this.sender),
        this.left,
        h("span.hint", {}, h("kbd", {}, "Enter"), " sends, ", h("kbd", {}, "Shift"), " ", h("kbd", {}, "Enter"), " is a new line"),
      ),
    );
  }

  get name() {
    return this.sender.value.trim();
  }

  /** What is being written, and not yet sent. */
  get draft() {
    return this.#editing ? this.#draft : this.text.value;
  }

  set draft(text) {
    this.text.value = text;
  }

  focus() {
    this.text.focus();
  }

  /**
   * Edits a message instead of writing one, until it is saved or left.
   * @param {{number: number, body: string, tag: string}} editing
   */
  edit(editing) {
    if (!this.#editing) {
      this.#draft = this.text.value;
    }
    this.#editing = editing;
    this.#tell(`Editing message #${editing.number}`);
    this.#become(editing.body);
    this.button.setAttribute("aria-label", "Save");
    this.focus();
  }

  #tell(text, ...more) {
    this.banner.hidden = text === "";
    fill(this.banner, h("span", { role: "status" }, text), more, iconButton("close", "Stop editing", () => this.#leave()));
  }

  #leave() {
    this.#editing = null;
    this.#tell("");
    this.#become(this.#draft);
    this.#draft = "";
    this.button.setAttribute("aria-label", "Send");
    this.focus();
  }

  #become(text) {
    this.text.value = text;
    this.#grow();
  }

  #grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, HEIGHT_MAX)}px`;
    const left = this.#lengthMax - [...this.text.value.trim()].length;
    this.left.textContent = left < TELL_LEFT ? `${count(left)} characters left` : "";
    this.left.classList.toggle("over", left < 0);
    this.button.disabled = left < 0;
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.element.requestSubmit();
    } else if (event.key === "Escape" && this.#editing) {
      event.stopPropagation();
      this.#leave();
    } else if (event.key === "ArrowUp" && this.text.value === "" && !this.#editing) {
      event.preventDefault();
      this.#editLast();
    }
  }

  async #submit(event) {
    event.preventDefault();
    const body = this.text.value.trim();
    if (body === "" || this.button.disabled) {
      return;
    }
    if (this.#editing) {
      await this.#saveEdit(body);
      return;
    }
    session.setSender(this.name);
    this.#send(body, this.name);
    this.#become("");
  }

  async #saveEdit(body) {
    const editing = this.#editing;
    try {
      await this.#save(editing, body);
      if (this.#editing === editing) {
        this.#leave();
      }
    } catch (problem) {
      if (problem.status !== 412) {
        this.#tell(problem.message);
        return;
      }
      const overwrite = async () => {
        editing.tag = "*";
        await this.#saveEdit(this.text.value.trim());
      };
      this.#tell(
        `Message #${editing.number} was changed by someone else in the meantime.`,
        h("button.link", { type: "button", onclick: overwrite }, "Save mine anyway"),
      );
    }
  }
}
