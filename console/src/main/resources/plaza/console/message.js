// Renders a message.

import { h, icon } from "./dom.js";
import { to } from "./router.js";
import { dayOf, day, fullTime, hue, initials, time, when, withLinks } from "./format.js";

const NOBODY = "No name";
const GROUP_MS = 5 * 60_000;

export const nameOf = (message) => message.sender ?? NOBODY;

export function avatar(name) {
  const element = h("span.avatar", { "aria-hidden": "true" }, initials(name));
  element.style.setProperty("--hue", hue(name));
  return element;
}

function body(text) {
  return h(
    "div.body",
    { dir: "auto" },
    withLinks(text).map(({ text: part, href }) =>
      href ? h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, part) : part,
    ),
  );
}

const edited = (message) => message.updated_at !== message.created_at;

/** Whether the message goes on with what its sender has just said. */
function continues(message, before) {
  return (
    before !== undefined &&
    before.sender === message.sender &&
    dayOf(before.created_at) === dayOf(message.created_at) &&
    Math.abs(new Date(message.created_at) - new Date(before.created_at)) < GROUP_MS
  );
}

/** An entry of the timeline: a message, and the day above it where one begins. */
export function entry(token, chat, message) {
  return h("div.entry", { "data-number": message.number }, article(token, chat, message));
}

function article(token, chat, message) {
  const name = nameOf(message);
  return h(
    "article.message",
    { tabindex: "-1", "aria-label": `Message ${message.number} from ${name}, ${fullTime(message.created_at)}` },
    avatar(name),
    h(
      "div.by",
      {},
      h("span.sender", { dir: "auto" }, name),
      h("time", { datetime: message.created_at, title: fullTime(message.created_at) }, time(message.created_at)),
    ),
    body(message.body),
    h(
      "span.marks",
      {},
      edited(message) && h("span.edited", { title: `Edited ${fullTime(message.updated_at)}` }, "edited"),
      h("a.number", { href: to(token, chat, message.number), tabindex: "-1", title: "Link to this message" }, `#${message.number}`),
    ),
  );
}

/** Fits an entry to the message before it: a new day, the same sender. */
export function place(element, message, before) {
  const begins = before === undefined || dayOf(before.created_at) !== dayOf(message.created_at);
  const heading = element.querySelector(".day");
  if (begins && !heading) {
    element.prepend(h("h3.day", {}, h("span", {}, day(message.created_at))));
  } else if (!begins) {
    heading?.remove();
  }
  element.querySelector(".message").classList.toggle("continued", continues(message, before));
}

/** A message that is not acknowledged yet. */
export function pending(letter, { retry, discard }) {
  const name = letter.sender || NOBODY;
  const failed = letter.problem !== "";
  return h(
    "div.entry",
    { "data-pending": letter.id },
    h(
      `article.message.pending${failed ? ".failed" : ""}`,
      { "aria-label": failed ? `Not sent: ${letter.body}` : `Being sent: ${letter.body}` },
      avatar(name),
      h("div.by", {}, h("span.sender", { dir: "auto" }, name), h("span.fate", {}, failed ? "not sent" : "sending …")),
      body(letter.body),
      failed &&
        h(
          "div.trouble",
          { role: "alert" },
          h("span", {}, letter.problem),
          h("button.link", { type: "button", onclick: retry }, "Try again"),
          h("button.link", { type: "button", onclick: discard }, "Discard"),
        ),
    ),
  );
}

/** A message among the results of a search. */
export function hit(message, text, chatName, href) {
  const name = nameOf(message);
  return h(
    "a.hit",
    { href },
    avatar(name),
    h(
      "span.hit-by",
      {},
      h("span.sender", { dir: "auto" }, name),
      h("time", { datetime: message.created_at, title: fullTime(message.created_at) }, when(message.created_at)),
    ),
    h("span.hit-body", { dir: "auto" }, text),
    h("span.hit-place", {}, chatName && [icon("hash"), h("span", { dir: "auto" }, chatName), " · "], `#${message.number}`),
  );
}
