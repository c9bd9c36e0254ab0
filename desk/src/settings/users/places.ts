// Languages and time zones to choose from, with the present one even where we do not know it.

const CODES = [
  "ar",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "es",
  "fi",
  "fr",
  "hr",
  "hu",
  "it",
  "ja",
  "ko",
  "nl",
  "no",
  "pl",
  "pt",
  "ro",
  "sl",
  "sr",
  "sv",
  "tr",
  "uk",
  "zh",
];

export function languages(present: string | null): [string, string][] {
  const codes = present && !CODES.includes(present) ? [...CODES, present] : CODES;
  const names = new Intl.DisplayNames(undefined, { type: "language" });
  return codes
    .map((code): [string, string] => [code, names.of(code) ?? code])
    .sort((a, b) => a[1].localeCompare(b[1]));
}

export function timeZones(present: string | null): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return present && !known.includes(present) ? [present, ...known] : known;
}
