// What the address of the audit page says, and what the server is asked for it.

export const periods = ["today", "week", "month", "quarter", "range"] as const;
export type Period = (typeof periods)[number];

export interface AuditSearch {
  q?: string;
  person?: string;
  kind?: string;
  /** A kind of thing and its id, as `user:0192…`. */
  object?: string;
  period?: Period;
  /** Days of the reader's own calendar, as `2026-11-26`; only with the period `range`. */
  from?: string;
  to?: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/u;
const thing = /^[a-z_]{1,40}:[0-9a-f]{32}$/u;
const id = /^[0-9a-f]{32}$/u;
const word = /^[a-z_.]{1,80}$/u;

/** Reads the filters out of an address; what it does not know is left out. */
export function validateAuditSearch(search: Record<string, unknown>): AuditSearch {
  const text = (name: string, form: RegExp): string | undefined => {
    const value = search[name];
    return typeof value === "string" && form.test(value) ? value : undefined;
  };
  const period = periods.find((each) => each === search.period);
  const isRange = period === "range";
  const found = {
    q: typeof search.q === "string" && search.q.trim() ? search.q.slice(0, 200) : undefined,
    person: text("person", id),
    kind: text("kind", word),
    object: text("object", thing),
    period,
    from: isRange ? text("from", day) : undefined,
    to: isRange ? text("to", day) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const daysBack: Record<Exclude<Period, "range">, number> = {
  today: 0,
  week: 6,
  month: 29,
  quarter: 89,
};

/** The query for the server; days begin and end at the reader's own midnight. */
export function auditQuery(search: AuditSearch, now = new Date()): URLSearchParams {
  const query = new URLSearchParams();
  const set = (name: string, value: string | undefined): void => {
    if (value) query.set(name, value);
  };
  set("q", search.q?.trim());
  set("person", search.person);
  set("kind", search.kind);
  const [kind, object] = search.object?.split(":") ?? [];
  set("object_kind", kind);
  set("object", object);
  const { period } = search;
  if (period && period !== "range") {
    const start = new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBack[period]);
    query.set("from", start.toISOString());
  }
  if (period === "range") {
    if (search.from) set("from", midnight(search.from, 0));
    // The last day counts in full.
    if (search.to) set("to", midnight(search.to, 1));
  }
  return query;
}

function midnight(text: string, later: number): string | undefined {
  const [year = 0, month = 1, date = 1] = text.split("-").map(Number);
  const found = new Date(year, month - 1, date + later);
  return Number.isNaN(found.getTime()) ? undefined : found.toISOString();
}

export const isFiltered = (search: AuditSearch): boolean => Object.keys(search).length > 0;
