// Formats a link for display: its name, target and validity.

import { h } from "./dom.js";
import { count, fullTime } from "./format.js";

/** @param {import("./links-api.js").Link} link */
export const nameOf = (link) => link.title || link.longUrl;

const isPage = (url) => URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol);

/** A way out of the console, to web pages alone: an application may allow links to anything. */
export function outward(url) {
  return isPage(url)
    ? h("a.outward", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", dir: "ltr" }, url)
    : h("span.outward", { dir: "ltr" }, url);
}

export function tagList(tags) {
  return tags.length > 0 && h("ul.tags", { "aria-label": "Tags" }, tags.map((tag) => h("li.tag", { dir: "auto" }, tag)));
}

/**
 * What stands in the way of its visitors, now or one day.
 * @param {import("./links-api.js").Link} link
 * @returns {{text: string, over: boolean}[]} over: it leads nowhere
 */
export function limits({ meta: { validSince, validUntil, maxVisits }, visitsSummary }) {
  const now = Date.now();
  const found = [];
  if (validSince && Date.parse(validSince) > now) {
    found.push({ text: `Not before ${fullTime(validSince)}`, over: true });
  }
  if (validUntil) {
    const over = Date.parse(validUntil) <= now;
    found.push({ text: `${over ? "Expired" : "Until"} ${fullTime(validUntil)}`, over });
  }
  if (maxVisits) {
    const over = visitsSummary.nonBots >= maxVisits;
    found.push({ text: over ? `All ${count(maxVisits)} visits used up` : `At most ${count(maxVisits)} visits`, over });
  }
  return found;
}

export function limitList(link) {
  return limits(link).map(({ text, over }) => h(`span.limit${over ? ".over" : ""}`, {}, text));
}
