// Sets the theme and density before the first paint; kept out of the bundle so that nothing flashes.
(() => {
  let saved = {};
  try {
    saved = JSON.parse(localStorage.getItem("hubbub.preferences") ?? "{}") ?? {};
  } catch {
    // Storage may be forbidden or spoilt; the system's theme is then used.
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const chosen = saved.theme === "light" || saved.theme === "dark" ? saved.theme : system;
  document.documentElement.dataset.theme = chosen;
  if (saved.density === "compact") document.documentElement.dataset.density = "compact";
})();
