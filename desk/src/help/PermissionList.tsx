// Every permission with its key and what it allows, straight from the catalogue; searchable.
import { SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PERMISSIONS, SECTIONS } from "@/access/permissions.gen";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { inputClass } from "@/ui/Field";
import styles from "./Help.module.css";

const all = Object.entries(PERMISSIONS).map(([key, info]) => ({
  ...info,
  key,
  words: `${info.title} ${key} ${info.help}`.toLocaleLowerCase(),
}));

export function PermissionList() {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const wanted = q.trim().toLocaleLowerCase().split(/\s+/);
  const found = all.filter(({ words }) => wanted.every((each) => words.includes(each)));
  const sections = SECTIONS.map(({ id, title }) => ({
    id,
    title,
    items: found.filter(({ section }) => section === id),
  })).filter(({ items }) => items.length > 0);
  return (
    <div className={styles.permissions}>
      <div className={shared.bar}>
        <input
          type="search"
          className={cx(inputClass, styles.search)}
          aria-label={t("help.find")}
          placeholder={t("help.find")}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <p role="status" className={shared.quiet}>
          {t("help.found", { count: found.length })}
        </p>
      </div>
      {sections.length === 0 ? (
        <EmptyState icon={<SearchX size={24} />} title={t("help.noneTitle")}>
          {t("help.noneText")}
        </EmptyState>
      ) : (
        sections.map(({ id, title, items }) => (
          <section key={id} aria-labelledby={`help-${id}`}>
            <h4 id={`help-${id}`} className={styles.section}>
              {title}
            </h4>
            <ul className={styles.list}>
              {items.map(({ key, title: name, help, built }) => (
                <li key={key} className={styles.entry}>
                  <p className={styles.name}>
                    <strong>{name}</strong>
                    <bdi className={styles.key}>{key}</bdi>
                    {built ? null : <span className={shared.chip}>{t("roles.coming")}</span>}
                  </p>
                  <p className={shared.quiet}>{help}</p>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </div>
  );
}
