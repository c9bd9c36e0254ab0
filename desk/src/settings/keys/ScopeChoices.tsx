// The permissions a key may have: those its creator holds, grouped and searchable.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { fetchPermissions } from "@/api/settings";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { CheckField, inputClass } from "@/ui/Field";
import styles from "./ScopeChoices.module.css";

interface ScopeChoicesProps {
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

export function ScopeChoices({ chosen, onChange }: ScopeChoicesProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [q, setQ] = useState("");
  const { data } = useQuery({ queryKey: ["permissions"], queryFn: fetchPermissions });
  const titles = new Map((data?.items ?? []).map((each) => [each.key, each]));
  const held = me.permissions.map((key) => titles.get(key) ?? { key, title: key, section: "" });
  const wanted = q.trim().toLocaleLowerCase();
  const fitting = held.filter(({ key, title }) =>
    `${key} ${title}`.toLocaleLowerCase().includes(wanted),
  );
  const sections = [...(data?.sections ?? []), { id: "", title: "" }].filter(({ id }) =>
    fitting.some((each) => each.section === id),
  );
  const toggle = (key: string): void =>
    onChange(chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]);
  if (held.length === 0) return <p className={shared.hint}>{t("keys.noScopes")}</p>;
  return (
    <fieldset>
      <legend className={shared.legend}>
        {t("keys.scopes")}{" "}
        <span className={shared.hint}>
          {t("keys.selected", { chosen: chosen.length, all: held.length })}
        </span>
      </legend>
      <input
        className={inputClass}
        aria-label={t("keys.searchScopes")}
        placeholder={t("keys.searchScopes")}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <div className={cx(shared.ticks, styles.scopes)}>
        {sections.map((section) => (
          <div key={section.id} className={shared.choices}>
            {section.title ? <p className={styles.section}>{section.title}</p> : null}
            {fitting
              .filter((each) => each.section === section.id)
              .map(({ key, title }) => (
                <CheckField
                  key={key}
                  label={title}
                  hint={title === key ? null : <span className={shared.mono}>{key}</span>}
                  checked={chosen.includes(key)}
                  onChange={() => toggle(key)}
                />
              ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
