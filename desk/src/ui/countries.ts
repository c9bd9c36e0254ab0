// Countries as people call them.

const countries = new Intl.DisplayNames(undefined, { type: "region" });

export function countryName(code: string): string {
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
}
