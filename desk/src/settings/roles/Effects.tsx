// Who gains what and who loses what, a group of people with the same outcome at a time.
import { useTranslation } from "react-i18next";
import type { WhatIf } from "@/api/roles";
import type { Named } from "@/api/types";
import styles from "./Effects.module.css";

const GROUPS = 8;
const NAMES = 4;
const KEYS = 6;

interface EffectsProps {
  answer: WhatIf;
  titles: ReadonlyMap<string, string>;
}

export function Effects({ answer, titles }: EffectsProps) {
  const { t } = useTranslation();
  const { effects } = answer;
  return (
    <ul className={styles.effects}>
      {effects.slice(0, GROUPS).map((each) => (
        <li key={[...each.gains, "|", ...each.losses].join()} className={styles.effect}>
          <p className={styles.people}>
            <Names users={each.users} count={each.count} />
          </p>
          <Keys keys={each.gains} titles={titles} sign="+" label={t("roles.gain")} />
          <Keys keys={each.losses} titles={titles} sign="−" label={t("roles.lose")} />
          {each.becomes_viewer ? <p className={styles.note}>{t("roles.becomesViewer")}</p> : null}
        </li>
      ))}
      {effects.length > GROUPS ? (
        <li className={styles.note}>{t("roles.moreGroups", { count: effects.length - GROUPS })}</li>
      ) : null}
    </ul>
  );
}

export function Names({ users, count }: { users: readonly Named[]; count: number }) {
  const { t } = useTranslation();
  const shown = users.slice(0, NAMES).map((each) => each.name);
  const rest = count - shown.length;
  if (rest > 0) shown.push(t("roles.others", { count: rest }));
  return <>{new Intl.ListFormat(undefined, { type: "conjunction" }).format(shown)}</>;
}

interface KeysProps {
  keys: readonly string[];
  titles: ReadonlyMap<string, string>;
  sign: "+" | "−";
  label: string;
}

export function Keys({ keys, titles, sign, label }: KeysProps) {
  const { t } = useTranslation();
  if (keys.length === 0) return null;
  const rest = keys.length - KEYS;
  return (
    <ul className={styles.keys} data-sign={sign === "+" ? "gain" : "loss"} aria-label={label}>
      {keys.slice(0, rest > 1 ? KEYS : keys.length).map((each) => (
        <li key={each}>
          <span aria-hidden="true">{sign}</span>
          {titles.get(each) ?? each}
        </li>
      ))}
      {rest > 1 ? (
        <li>
          <span aria-hidden="true">{sign}</span>
          {t("roles.andMore", { count: rest })}
        </li>
      ) : null}
    </ul>
  );
}
