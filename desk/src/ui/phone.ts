// Phone numbers as people read them.

/** Country codes of one and two digits (ITU-T E.164); all others have three. */
const SHORT_CODES = /^(1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** "+385911234567" as "+385 911 234 567": the country code, then threes from the end. */
export function readablePhone(phone: string): string {
  const digits = /^\+(\d{6,15})$/.exec(phone)?.[1];
  if (!digits) return phone;
  const code = SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3);
  const rest = digits.slice(code.length);
  if (code === "1" && rest.length === 10) {
    return `+1 ${rest.slice(0, 3)} ${rest.slice(3, 6)} ${rest.slice(6)}`;
  }
  const first = rest.length % 3 === 1 ? 4 : rest.length % 3 || 3;
  const groups = rest.slice(first).match(/\d{3}/g) ?? [];
  return `+${[code, rest.slice(0, first), ...groups].join(" ")}`;
}
