// The top of the list: its name, the filter and the status tabs.

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Scope, StatusFilter } from "@/api/work";
import { useCommand } from "@/commands/registry";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Kbd } from "@/ui/Kbd";
import styles from "./ListHead.module.css";
import { useSelection } from "./selection";
import { NewConversation } from "./start/NewConversation";

const tabs: readonly StatusFilter[] = ["active", "open", "waiting", "solved", "closed"];
const TYPING_MS = 200;

interface ListHeadProps {
  scope: Scope;
  count: number;
  more: boolean;
}

export function ListHead({ scope, count, more }: ListHeadProps) {
  const { t } = useTranslation();
  const { status, show } = useSelection(scope);
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h1 className={styles.title}>{t(scope === "mine" ? "nav.work" : "nav.all")}</h1>
        <span className={styles.count}>{count > 0 ? `${count}${more ? "+" : ""}` : null}</span>
        <NewConversation />
      </div>
      <Filter scope={scope} />
      <nav className={styles.tabs} aria-label={t("list.tabs")}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            className={cx(styles.tab, tab === status && styles.current)}
            aria-current={tab === status ? "true" : undefined}
            onClick={() => show({ status: tab })}
          >
            {t(`list.${tab}` as "list.open")}
          </button>
        ))}
      </nav>
    </header>
  );
}

/** Owns what is typed; the list hears of it when the typing pauses. */
function Filter({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const { q, show } = useSelection(scope);
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef(q);
  useEffect(() => {
    // The address changed by other means than this field.
    if (q !== asked.current) setText(q);
    asked.current = q;
  }, [q]);
  useEffect(() => {
    if (text.trim() === asked.current) return undefined;
    const timer = setTimeout(() => {
      asked.current = text.trim();
      show({ q: text.trim() });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, show]);
  useCommand("list.filter", () => input.current?.focus());
  return (
    <search className={styles.filter}>
      <Search size={14} aria-hidden="true" className={styles.icon} />
      <input
        ref={input}
        type="text"
        value={text}
        maxLength={100}
        aria-label={t("list.filter")}
        aria-keyshortcuts="/"
        placeholder={t("list.filterPlaceholder")}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (text) setText("");
          else input.current?.blur();
          event.preventDefault();
        }}
      />
      {text ? (
        <IconButton className={styles.clear} label={t("list.clear")} onClick={() => setText("")}>
          <X size={14} aria-hidden="true" />
        </IconButton>
      ) : (
        <span className={styles.cap} aria-hidden="true">
          <Kbd caps={["/"]} />
        </span>
      )}
    </search>
  );
}
