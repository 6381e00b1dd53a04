// Modal dialogs, closed with Escape.

import { h } from "./dom.js";

let ids = 0;

/**
 * Asks, and does what was asked for while the dialog stays: a problem is shown in it.
 * @param {{title: string, text?: string|Node, fields?: Node[], verb: string, danger?: boolean,
 *   act: () => Promise<void>}} question
 * @returns {Promise<boolean>} whether it was done
 */
export function ask({ title, text, fields = [], verb, danger = false, act }) {
  const id = `dialog-${++ids}`;
  const problem = h("p.problem", { role: "alert" });
  const yes = h(`button.button${danger ? ".danger" : ".primary"}`, { type: "submit" }, verb);
  let done = false;
  const dialog = h(
    "dialog.dialog",
    { "aria-labelledby": id },
    h(
      "form",
      {
        async onsubmit(event) {
          event.preventDefault();
          yes.disabled = true;
          try {
            await act();
            done = true;
            dialog.close();
          } catch (error) {
            problem.textContent = error.message;
            yes.disabled = false;
          }
        },
      },
      h("h2", { id }, title),
      text && h("p", {}, text),
      fields,
      problem,
      h("div.actions", {}, h("button.button", { type: "button", onclick: () => dialog.close() }, "Cancel"), yes),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  if (danger) {
    dialog.querySelector("button").focus();
  }
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(done);
    });
  });
}

/** Asks for a name. */
export function askName({ title, label, value = "", hint = "", required = true, verb, act }) {
  const input = h("input", { type: "text", value, maxlength: 255, required, autocomplete: "off", dir: "auto" });
  const field = h("label.field", {}, h("span", {}, label), input, hint && h("small", {}, hint));
  return ask({ title, fields: [field], verb, act: () => act(input.value.trim()) });
}

/** Asks whether something is to be lost. */
export function confirmLoss({ title, text, verb, act }) {
  return ask({ title, text, verb, danger: true, act });
}

/** Asks for a number. */
export function askNumber({ title, label, max, verb, act }) {
  const input = h("input", { type: "number", min: 1, max, required: true, inputmode: "numeric" });
  return ask({ title, fields: [h("label.field", {}, h("span", {}, label), input)], verb, act: async () => act(input.valueAsNumber) });
}
