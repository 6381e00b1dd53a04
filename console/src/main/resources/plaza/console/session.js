// The browser's storage. Keys are kept as long as the tab; names and positions longer.

const KEY = "plaza.key";
const RECENT = "plaza.recent";
const SENDER = "plaza.sender";
const RECENT_MAX = 8;

/** Storage may be forbidden: then nothing is remembered, and all else works. */
function read(storage, key) {
  try {
    return globalThis[storage].getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(storage, key, value) {
  try {
    value === "" ? globalThis[storage].removeItem(key) : globalThis[storage].setItem(key, value);
  } catch {
    // See above.
  }
}

export const key = () => read("sessionStorage", KEY);
export const setKey = (value) => write("sessionStorage", KEY, value);
export const isOperator = () => key().startsWith("plaza_op_");

export const sender = () => read("localStorage", SENDER);
export const setSender = (name) => write("localStorage", SENDER, name);

/** Applications that were opened here, the newest first. */
export function recent() {
  try {
    const list = JSON.parse(read("localStorage", RECENT) || "[]");
    return list.filter((one) => /^[0-9a-f]{32}$/u.test(one.token));
  } catch {
    return [];
  }
}

export function remember({ token, name }) {
  const others = recent().filter((one) => one.token !== token);
  write("localStorage", RECENT, JSON.stringify([{ token, name }, ...others].slice(0, RECENT_MAX)));
}

export function forget(token) {
  write("localStorage", RECENT, JSON.stringify(recent().filter((one) => one.token !== token)));
}

/** What waits to be sent survives a reload of the tab. */
export const outbox = (name) => read("sessionStorage", `plaza.outbox.${name}`);
export const setOutbox = (name, text) => write("sessionStorage", `plaza.outbox.${name}`, text);
