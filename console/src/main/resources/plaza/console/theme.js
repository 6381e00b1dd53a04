// The colour theme, set before anything is painted: the user's choice, or the system's.
(() => {
  "use strict";
  const KEY = "plaza.theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };

  const apply = () => {
    document.documentElement.dataset.theme = chosen() || (dark.matches ? "dark" : "light");
  };

  /** Changes to the other theme; the system's own choice is followed again once it is the same. */
  const toggle = () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    const system = dark.matches ? "dark" : "light";
    try {
      next === system ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, next);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    document.documentElement.dataset.theme = next;
  };

  dark.addEventListener("change", apply);
  apply();
  globalThis.plazaTheme = { toggle };
})();
