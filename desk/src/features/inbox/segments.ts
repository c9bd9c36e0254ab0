// How many SMS a text takes, and what fits into the last one (3GPP TS 23.038, 23.040).

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("\f^{}\\[~]|€");

export interface Segments {
  encoding: "gsm-7" | "ucs-2";
  count: number;
  /** Characters that still fit without another message. */
  left: number;
}

interface Plan {
  single: number;
  part: number;
}

const GSM: Plan = { single: 160, part: 153 };
const UCS: Plan = { single: 70, part: 67 };

/** Counts the messages of a text. A character that takes two units is never split between two. */
export function segmentsOf(text: string): Segments {
  const characters = Array.from(text);
  const gsm = characters.every((each) => BASIC.has(each) || EXTENSION.has(each));
  const sizes = characters.map((each) => (gsm ? (EXTENSION.has(each) ? 2 : 1) : each.length));
  return { encoding: gsm ? "gsm-7" : "ucs-2", ...fill(sizes, gsm ? GSM : UCS) };
}

function fill(sizes: readonly number[], plan: Plan): { count: number; left: number } {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= plan.single) return { count: total === 0 ? 0 : 1, left: plan.single - total };
  let count = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > plan.part) {
      count += 1;
      used = 0;
    }
    used += size;
  }
  return { count, left: plan.part - used };
}
