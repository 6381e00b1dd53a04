// Routes of the console, in the fragment of the URL.

/**
 * @typedef {{page: "home"|"vitals"|"application"|"links", token?: string, chat?: number, message?: number,
 *   code?: string}} Place
 */

const NUMBER = "([1-9]\\d{0,15})";
const APPLICATION = new RegExp(`^#/([0-9a-f]{32})(?:/chats/${NUMBER}(?:/messages/${NUMBER})?)?/?$`, "u");

const LINKS = /^#\/([0-9a-f]{32})\/links(?:\/([^/]+))?\/?$/u;

/** @returns {Place} */
export function parse(hash) {
  if (hash === "#/vitals") {
    return { page: "vitals" };
  }
  const links = LINKS.exec(hash);
  if (links) {
    return { page: "links", token: links[1], ...(links[2] ? { code: decoded(links[2]) } : {}) };
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

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of an application's links, or of one of them. */
export function toLinks(token, code) {
  return `#/${token}/links${code ? `/${encodeURIComponent(code)}` : ""}`;
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
