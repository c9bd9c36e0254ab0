// How this person likes the desk to look and listen; kept in the browser, shared by its tabs.
import { useSyncExternalStore } from "react";

export interface Preferences {
  theme: "system" | "light" | "dark";
  density: "comfortable" | "compact";
  /** Whether single characters act as shortcuts (WCAG 2.1.4). */
  singleKeys: boolean;
  /** Width of the conversation list, in pixels. */
  listWidth: number;
}

const STORED = "hubbub.preferences";
const defaults: Preferences = {
  theme: "system",
  density: "comfortable",
  singleKeys: true,
  listWidth: 320,
};
const listeners = new Set<() => void>();
const systemDark = window.matchMedia?.("(prefers-color-scheme: dark)");
let current = load();

function load(): Preferences {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(STORED) ?? "{}");
    return clean(typeof saved === "object" && saved !== null ? saved : {});
  } catch {
    return defaults;
  }
}

function clean(saved: Partial<Record<keyof Preferences, unknown>>): Preferences {
  const { theme, density, singleKeys, listWidth } = saved;
  return {
    theme: theme === "light" || theme === "dark" ? theme : defaults.theme,
    density: density === "compact" ? density : defaults.density,
    singleKeys: singleKeys !== false,
    listWidth: typeof listWidth === "number" ? clampWidth(listWidth) : defaults.listWidth,
  };
}

export const clampWidth = (width: number): number =>
  Math.min(480, Math.max(260, Math.round(width)));

export const readPreferences = (): Preferences => current;

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(STORED, JSON.stringify(current));
  } catch {
    // Without storage the choice lasts until the page is left.
  }
  applied();
}

/** The theme on the screen now, whatever was chosen. */
export function shownTheme(): "light" | "dark" {
  if (current.theme !== "system") return current.theme;
  return systemDark?.matches ? "dark" : "light";
}

function applied(): void {
  document.documentElement.dataset.theme = shownTheme();
  document.documentElement.dataset.density = current.density;
  for (const listener of [...listeners]) listener();
}

systemDark?.addEventListener("change", applied);
window.addEventListener("storage", (event) => {
  if (event.key !== STORED) return;
  current = load();
  applied();
});

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
