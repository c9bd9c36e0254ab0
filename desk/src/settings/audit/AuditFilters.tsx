// The filters of the audit log: text, person, kind of change, time, and one thing.
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AuditAbout } from "@/api/audit";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { inputClass, selectClass } from "@/ui/Field";
import styles from "./AuditPage.module.css";
import { type AuditSearch, isFiltered, type Period, periods } from "./filters";
import { kindWords, thingName, thingWords } from "./words";

const TYPING_MS = 300;

interface AuditFiltersProps {
  about: AuditAbout;
  search: AuditSearch;
  onChange: (search: AuditSearch) => void;
}

export function AuditFilters({ about, search, onChange }: AuditFiltersProps) {
  const { t } = useTranslation();
  const set = (change: { [K in keyof AuditSearch]?: string | undefined }): void =>
    onChange({ ...search, ...change } as AuditSearch);
  const kinds = about.kinds
    .map((kind) => ({ kind, words: kindWords(kind, t) }))
    .sort((a, b) => a.words.localeCompare(b.words));
  const [objectKind = ""] = search.object?.split(":") ?? [];
  return (
    <search className={styles.filters} aria-label={t("audit.filters")}>
      <SearchText text={search.q ?? ""} onChange={(q) => set({ q: q || undefined })} />
      <select
        className={selectClass}
        aria-label={t("audit.person")}
        value={search.person ?? ""}
        onChange={(event) => set({ person: event.target.value || undefined })}
      >
        <option value="">{t("audit.everybody")}</option>
        {about.people.map((each) => (
          <option key={each.id} value={each.id}>
            {thingName(each, t)}
          </option>
        ))}
      </select>
      <select
        className={selectClass}
        aria-label={t("audit.kind")}
        value={search.kind ?? ""}
        onChange={(event) => set({ kind: event.target.value || undefined })}
      >
        <option value="">{t("audit.everything")}</option>
        {kinds.map(({ kind, words }) => (
          <option key={kind} value={kind}>
            {words}
          </option>
        ))}
      </select>
      <select
        className={selectClass}
        aria-label={t("audit.period")}
        value={search.period ?? ""}
        onChange={(event) => set({ period: (event.target.value || undefined) as Period })}
      >
        <option value="">{t("audit.anyTime")}</option>
        {periods.map((each) => (
          <option key={each} value={each}>
            {t(`audit.periods.${each}`)}
          </option>
        ))}
      </select>
      {search.period === "range" ? (
        <>
          <Day name="from" value={search.from} onChange={(from) => set({ from })} />
          <Day name="to" value={search.to} onChange={(to) => set({ to })} />
        </>
      ) : null}
      {search.object ? (
        <button
          type="button"
          className={cx(shared.chip, shared.accent, styles.only)}
          onClick={() => set({ object: undefined })}
        >
          {t("audit.onlyOne", { kind: thingWords(objectKind, t) })}
          <X size={13} aria-hidden="true" />
          <span className="visually-hidden">{t("audit.showAll")}</span>
        </button>
      ) : null}
      {isFiltered(search) ? (
        <Button look="quiet" onClick={() => onChange({})}>
          {t("audit.clear")}
        </Button>
      ) : null}
    </search>
  );
}

interface SearchTextProps {
  text: string;
  onChange: (text: string) => void;
}

/** Asks once the typing has paused, so that the address does not change with every letter. */
function SearchText({ text, onChange }: SearchTextProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const asked = useRef(text);
  useEffect(() => {
    // Changed elsewhere, as by "Clear filters" or by going back.
    if (text !== asked.current) setTyped(text);
    asked.current = text;
  }, [text]);
  useEffect(() => {
    if (typed === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed.trim();
      onChange(typed.trim());
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <input
      type="search"
      className={cx(inputClass, styles.text)}
      aria-label={t("audit.search")}
      placeholder={t("audit.searchHint")}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

interface DayProps {
  name: "from" | "to";
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

function Day({ name, value, onChange }: DayProps) {
  const { t } = useTranslation();
  return (
    <label className={styles.day}>
      <span>{t(`audit.${name}`)}</span>
      <input
        type="date"
        className={inputClass}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </label>
  );
}
