// The frame of a settings page: title, one sentence, its main button, and the states of loading.
import type { UseQueryResult } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import { HelpLink } from "@/help/HelpLink";
import type { Topic } from "@/help/topics";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { Spinner } from "@/ui/Spinner";
import { NoPermission } from "./NoPermission";
import styles from "./Section.module.css";

interface SectionProps {
  title: string;
  text: string;
  action?: ReactNode;
  /** What its help is about. */
  help?: Topic;
  children: ReactNode;
}

export function Section({ title, text, action, help, children }: SectionProps) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h2 className={styles.title}>{title}</h2>
          <p className={styles.text}>{text}</p>
        </div>
        {help || action ? (
          <div className={styles.actions}>
            {help ? <HelpLink topic={help} /> : null}
            {action}
          </div>
        ) : null}
      </header>
      {children}
    </div>
  );
}

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** Shows what was fetched, or why it was not. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const { t } = useTranslation();
  const { data, error } = query;
  if (error instanceof ApiError && error.status === 403) return <NoPermission error={error} />;
  if (data !== undefined) return children(data);
  if (!error) {
    return (
      <p className={styles.loading} role="status">
        <Spinner />
        {t("ui.loading")}
      </p>
    );
  }
  return (
    <EmptyState
      icon={<WifiOff size={24} />}
      title={t("settings.failed")}
      action={<Button onClick={() => void query.refetch()}>{t("ui.retry")}</Button>}
    >
      {explain(error, t)}
    </EmptyState>
  );
}

/** A table that may be wider than the page, reachable by keyboard when it scrolls; where there is
 * little room, each row is a card. */
export function TableFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  // Without a list: rows come and go with every page that is loaded.
  useLayoutEffect(() => {
    if (table.current) nameCells(table.current);
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise form fields.
    <div className={styles.frame} role="group" tabIndex={0} aria-label={t("settings.tableScroll")}>
      <table ref={table} className={styles.table}>
        {children}
      </table>
    </div>
  );
}

/** Each cell gets the heading of its column, for the cards. */
function nameCells(table: HTMLTableElement): void {
  const names = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) =>
    cell.querySelector(":scope > .visually-hidden") ? "" : (cell.textContent ?? ""),
  );
  for (const row of table.tBodies[0]?.rows ?? []) {
    for (const cell of row.cells) {
      const name = names[cell.cellIndex];
      if (name && cell.colSpan === 1) cell.dataset.column = name;
    }
  }
}
