// Places in the console, as the part of the address behind #.

/**
 * @typedef {{page: "home"|"vitals"|"application", token?: string, chat?: number, message?: number}} Place
 */

const NUMBER = "([1-9]\\d{0,15})";
const APPLICATION = new RegExp(`^#/([0-9a-f]{32})(?:/chats/${NUMBER}(?:/messages/${NUMBER})?)?/?$`, "u");

/** @returns {Place} */
export function parse(hash) {
  if (hash === "#/vitals") {
    return { page: "vitals" };
  }
  const match = APPLICATION.exec(hash);
  if (!match) {
    return { page: "home" };
  }
  const [, token, chat, message] = match;
  return {
    page: "application",
    token,
    ...(chat ? { chat: Number(chat) } : {}),
    ...(message ? { message: Number(message) } : {}),
  };
}

/** The address of a place. */
export function to(token, chat, message) {
  return `#/${token}${chat ? `/chats/${chat}` : ""}${message ? `/messages/${message}` : ""}`;
}

export const HOME = "#/";
export const VITALS = "#/vitals";

/** Goes to a place; one more entry of the history. */
export function go(hash) {
  location.hash = hash;
}

/** Changes the address alone: nobody is told. */
export function rename(hash) {
  history.replaceState(null, "", hash);
}

/** Calls back with the place that the address names, now and whenever it changes. */
export function follow(callback) {
  const tell = () => callback(parse(location.hash));
  addEventListener("hashchange", tell);
  tell();
}
