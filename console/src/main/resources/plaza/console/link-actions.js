// The actions on a link: create, edit, delete, copy its URL.

import { ask, confirmLoss } from "./dialogs.js";
import { toast } from "./dom.js";
import { LinkForm } from "./link-form.js";
import { newId } from "./outbox.js";

/** Does what a form says; what it is refused for is shown at its fields. */
async function asked(form, { title, verb, act }) {
  let link = null;
  await ask({
    title,
    fields: form.fields,
    verb,
    act: async () => {
      try {
        link = await act(form.changes);
      } catch (problem) {
        throw new Error(form.blame(problem), { cause: problem });
      }
    },
  });
  return link;
}

/** Calls with a key that stays while the terms do: anyone who tries again makes no second link. */
function keyed(api) {
  let last = "";
  let key = "";
  return (terms) => {
    const text = JSON.stringify(terms);
    key = text === last ? key : newId();
    last = text;
    return api.create(terms, key);
  };
}

/** @returns {Promise<import("./links-api.js").Link|null>} null: nothing was made */
export function make(api) {
  return asked(new LinkForm(), { title: "New link", verb: "Create", act: keyed(api) });
}

/** @returns {Promise<import("./links-api.js").Link|null>} null: it is as it was */
export function change(api, link) {
  return asked(new LinkForm(link), {
    title: `Edit ${link.shortCode}`,
    verb: "Save",
    act: (terms) => (Object.keys(terms).length === 0 ? null : api.edit(link.shortCode, terms)),
  });
}

/** @returns {Promise<boolean>} whether it is gone */
export function remove(api, link) {
  return confirmLoss({
    title: `Delete ${link.shortCode}?`,
    text: "It will no longer redirect. This can’t be undone.",
    verb: "Delete",
    act: () => api.delete(link.shortCode),
  });
}

export async function copy(link) {
  try {
    await navigator.clipboard.writeText(link.shortUrl);
    toast("The short URL was copied.");
  } catch {
    toast(`This browser does not allow copying here: ${link.shortUrl}`);
  }
}
