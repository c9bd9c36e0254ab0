// The desk's words: English carried along, every other language one file loaded when asked for.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./en.json";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const others = import.meta.glob<{ default: object }>(["./*.json", "!./en.json"]);
const rightToLeft = new Set(["ar", "fa", "he", "ur"]);

/** Makes the words ready: the browser's language where there is a file for it, else English. */
export async function prepareWords(): Promise<void> {
  const language =
    navigator.languages.map((each) => each.split("-")[0] ?? "").find(isKnown) ?? "en";
  const load = others[`./${language}.json`];
  const resources = { en: { translation: en }, ...(await loaded(language, load)) };
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
  document.documentElement.dir = rightToLeft.has(language) ? "rtl" : "ltr";
}

const isKnown = (language: string): boolean => language === "en" || `./${language}.json` in others;

async function loaded(language: string, load: (() => Promise<{ default: object }>) | undefined) {
  return load ? { [language]: { translation: (await load()).default } } : {};
}
