// Light, dark, or as the system says. The choice is kept in this browser.

import { replace } from "./dom.js";
import { icon } from "./icons.js";

const KEY = "sandbox-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be switched off
  }
}

function store(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // then the choice lasts until the page is closed
  }
}

export function setUpTheme(button) {
  let chosen = stored();
  const apply = () => {
    const dark = chosen ? chosen === "dark" : system.matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    replace(button, icon(dark ? "sun" : "moon"));
    const label = dark ? "Светлая тема" : "Тёмная тема";
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  button.addEventListener("click", () => {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    store(chosen);
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}
