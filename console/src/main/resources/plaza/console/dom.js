// Creates DOM elements from data: text is always text, never markup.

/**
 * Makes an element.
 * @param {string} tag its name, with classes: "div.row.own"
 * @param {object} [props] attributes; `on…` are listeners, booleans are set or left out
 * @param {...(Node|string|null|undefined|false)} children
 */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) {
    element.className = classes.join(" ");
  }
  for (const [key, value] of Object.entries(props)) {
    set(element, key, value);
  }
  add(element, children);
  return element;
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (key.startsWith("on")) {
    element.addEventListener(key.slice(2), value);
  } else if (key === "value") {
    element.value = value;
  } else {
    element.setAttribute(key, value === true ? "" : String(value));
  }
}

function add(element, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
}

/** Replaces what an element contains. */
export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element of SVG. */
export function svg(name, props = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(props)) {
    element.setAttribute(key, String(value));
  }
  add(element, children);
  return element;
}

const ICONS = {
  back: "M15 5l-7 7 7 7",
  plus: "M12 5v14M5 12h14",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.5 16.5L21 21",
  close: "M6 6l12 12M18 6L6 18",
  down: "M12 5v14M6 13l6 6 6-6",
  send: "M4 12l16-8-6 16-3-6.5z",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 6 6l1-1",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  hash: "M5 9h15M4 15h15M10 4L8 20M16 4l-2 16",
  pulse: "M3 12h4l3-8 4 16 3-8h4",
  theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  leave: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  key: "M15 4a5 5 0 1 1-4.6 7L4 17.400V20h3l.6-2H10v-2h2l1-1.300M16 8.500h.01",
};

/** Makes an icon; what it means is said beside it, or by its button. */
export function icon(name) {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" },
    svg("path", { d: ICONS[name] }),
  );
}

/** A button that shows an icon alone, and says its name. */
export function iconButton(name, label, onclick, props = {}) {
  return h("button.icon-button", { type: "button", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

/** Says something to those who listen to the page instead of looking at it. */
export function announce(text) {
  const line = h("p", {}, text);
  const announcer = document.getElementById("announcer");
  announcer.append(line);
  while (announcer.childElementCount > 5) {
    announcer.firstElementChild.remove();
  }
}

const TOAST_MS = 6000;

/** Shows a short note for a while. */
export function toast(text) {
  const note = h("p.toast", {}, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

/** Whether the key would be typed into a field. */
export function typing(event) {
  return event.target instanceof Element && event.target.closest("input, textarea, select, dialog") !== null;
}

/** Grey shapes where something will be. */
export function skeleton(rows = 4) {
  const bone = () => h("div.bone", {}, h("span"), h("span"), h("span"));
  return h("div.skeleton", { "aria-hidden": "true" }, Array.from({ length: rows }, bone));
}

/** What stands where there is nothing to show: why, and what can be done. */
export function state(title, text, ...actions) {
  return h("div.state", {}, h("h2", {}, title), text && h("p", {}, text), actions.length > 0 && h("div.actions", {}, actions));
}

/** The state of something that went wrong, and a way to try again. */
export function trouble(problem, retry) {
  return h(
    "div.state",
    { role: "alert" },
    h("h2", {}, "That didn’t work"),
    h("p", {}, problem.message),
    retry && h("div.actions", {}, h("button.button", { type: "button", onclick: retry }, "Try again")),
  );
}
