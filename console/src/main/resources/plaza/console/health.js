// The health of the server's parts: polls /ready while the page is visible.

import { fill, h } from "./dom.js";

const EVERY_MS = 5_000;

const TITLES = {
  degraded: "The server works, but needs attention",
  "not ready": "The server can’t serve requests",
};

/** Asks, and tells each answer. */
export class Health {
  #tell;
  #timer = 0;

  /** @param {(answer: {status: string, parts: object, advice?: object} | null) => void} tell null: there was none */
  constructor(tell) {
    this.#tell = tell;
    document.addEventListener("visibilitychange", () => this.#poll());
    this.#poll();
  }

  async #poll() {
    clearTimeout(this.#timer);
    if (document.hidden) {
      return;
    }
    this.#tell(await ask());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#poll(), EVERY_MS);
  }
}

/** Also when it can't serve the answer says why. */
async function ask() {
  try {
    const response = await fetch("/ready", { credentials: "omit", signal: AbortSignal.timeout(EVERY_MS) });
    return await response.json();
  } catch {
    return null;
  }
}

/** The parts that are in trouble, each with what to do. */
export function troubled(answer) {
  return Object.entries(answer?.parts ?? {})
    .filter(([, said]) => said !== "ok")
    .map(([name, said]) => ({ name, said, advice: answer.advice?.[name] ?? "" }));
}

/** A box that tells them; hidden while there are none. */
export class Parts {
  element = h("section.parts", { "aria-label": "Parts in trouble", hidden: true });

  show(answer) {
    const parts = troubled(answer);
    this.element.hidden = parts.length === 0;
    this.element.dataset.status = answer?.status ?? "";
    fill(this.element, [
      h("h2", {}, TITLES[answer?.status] ?? ""),
      h("dl", {}, parts.flatMap(({ name, said, advice }) => [h("dt", {}, name), h("dd", {}, said, advice ? h("small", {}, advice) : "")])),
    ]);
  }
}
