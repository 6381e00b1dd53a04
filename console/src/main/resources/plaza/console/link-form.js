// The form of a link: its fields for creating and editing, and how they are read.

import { h } from "./dom.js";

const VISITS_MAX = 1_000_000_000_000;

/** A time as a field of the browser has it, in the reader's time zone. */
function local(iso) {
  if (!iso) {
    return "";
  }
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** What was put into a field: its text, or whether it is ticked. */
const said = (input) => (input.type === "checkbox" ? input.checked : input.value);

const optional = (text) => text.trim() || null;

/** Each field: how it looks, what it shows of a link, and what its text says; `once`: when the link is made, and not later. */
const FIELDS = {
  longUrl: {
    label: "Long URL",
    look: { type: "url", required: true, maxlength: 4096, placeholder: "https://…", dir: "ltr" },
    show: (link) => link.longUrl,
    read: (text) => text.trim(),
  },
  customSlug: {
    label: "Code",
    hint: "The part after the slash; it can’t be changed later. If empty, a code is generated.",
    once: true,
    look: { type: "text", maxlength: 255, dir: "ltr", spellcheck: "false", autocapitalize: "off" },
    show: (link) => link.shortCode,
    read: optional,
  },
  title: {
    label: "Title",
    hint: "For your own use.",
    look: { type: "text", maxlength: 512, dir: "auto" },
    show: (link) => link.title ?? "",
    read: optional,
  },
  fetchTitle: {
    label: "Use the page’s title",
    hint: "If no title is entered here, the server reads it from the page.",
    once: true,
    look: { type: "checkbox" },
    read: (ticked) => ticked,
  },
  tags: {
    label: "Tags",
    hint: "Separated by commas.",
    look: { type: "text", dir: "auto" },
    show: (link) => link.tags.join(", "),
    read: (text) => text.split(",").map((tag) => tag.trim()).filter(Boolean),
  },
  validUntil: {
    label: "Valid until",
    hint: "After this time it no longer redirects. In your time zone.",
    look: { type: "datetime-local", step: 1, max: "9999-12-30T23:59:59" },
    show: (link) => local(link.meta.validUntil),
    read: (text) => (text === "" ? null : new Date(text).toISOString()),
  },
  maxVisits: {
    label: "Visit limit",
    hint: "After this many visits it no longer redirects.",
    look: { type: "number", min: 1, max: VISITS_MAX, inputmode: "numeric" },
    show: (link) => link.meta.maxVisits ?? "",
    read: (text) => (text === "" ? null : Number(text)),
  },
};

let ids = 0;

export class LinkForm {
  #inputs = new Map();
  #shown = new Map();

  /** @param {import("./links-api.js").Link} [link] that is changed */
  constructor(link) {
    const names = Object.keys(FIELDS).filter((name) => !link || !FIELDS[name].once);
    this.fields = names.map((name) => this.#field(name, link));
  }

  #field(name, link) {
    const { label, hint, look, show } = FIELDS[name];
    const id = `link-field-${++ids}`;
    const input = h("input", { id, autocomplete: "off", "aria-describedby": hint && `${id}-hint`, ...look, value: link ? show(link) : "" });
    this.#inputs.set(name, input);
    this.#shown.set(name, said(input));
    const tag = look.type === "checkbox" ? "div.field.tick" : "div.field";
    return h(tag, {}, h("label", { for: id }, label), input, hint && h("small", { id: `${id}-hint` }, hint));
  }

  /** What was said that is not as it was shown: nobody else's change is undone. */
  get changes() {
    const changed = [...this.#inputs].filter(([name, input]) => said(input) !== this.#shown.get(name));
    return Object.fromEntries(changed.map(([name, input]) => [name, FIELDS[name].read(said(input))]));
  }

  /** Shows which fields a refusal is about; what it says, with their names as they are seen. */
  blame(problem) {
    this.#inputs.forEach((input) => input.removeAttribute("aria-invalid"));
    const wrong = (problem.invalid ?? []).filter((name) => this.#inputs.has(name));
    wrong.forEach((name) => this.#inputs.get(name).setAttribute("aria-invalid", "true"));
    this.#inputs.get(wrong[0])?.focus();
    return wrong.reduce((text, name) => text.replace(new RegExp(`\\b${name}\\b`, "u"), FIELDS[name].label), problem.message);
  }
}
