// The people who will get the role, and those who will lose it, when it is saved.
import { Undo2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id, Named } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import type { Draft } from "./draft";
import styles from "./Users.module.css";

const SHOWN = 50;

interface ChosenUsersProps {
  draft: Draft;
  takesOff: ReadonlyMap<Id, string>;
  onChange: (draft: Draft) => void;
}

export function ChosenUsers({ draft, takesOff, onChange }: ChosenUsersProps) {
  const { t } = useTranslation();
  const drop = (id: Id): void =>
    onChange({ ...draft, add: draft.add.filter((each) => each.id !== id) });
  return (
    <section className={styles.list}>
      <header className={styles.listHead}>
        <h3>{t("roles.chosen", { count: draft.add.length })}</h3>
        <Button look="quiet" size="s" onClick={() => onChange({ ...draft, add: [] })}>
          {t("roles.clearChosen")}
        </Button>
      </header>
      <People users={draft.add}>
        {({ id, name }) => (
          <>
            {takesOff.has(id) ? (
              <Keeps name={takesOff.get(id) ?? ""} isGone={draft.replace} />
            ) : null}
            <IconButton label={t("roles.dropUser", { name })} onClick={() => drop(id)}>
              <X size={15} aria-hidden="true" />
            </IconButton>
          </>
        )}
      </People>
    </section>
  );
}

export function LeavingUsers({ draft, onChange }: Omit<ChosenUsersProps, "takesOff">) {
  const { t } = useTranslation();
  const keep = (id: Id): void =>
    onChange({ ...draft, remove: draft.remove.filter((each) => each.id !== id) });
  return (
    <section className={styles.list}>
      <header className={styles.listHead}>
        <h3>{t("roles.leaving", { count: draft.remove.length })}</h3>
      </header>
      <People users={draft.remove}>
        {({ id, name }) => (
          <IconButton label={t("roles.keepUser", { name })} onClick={() => keep(id)}>
            <Undo2 size={15} aria-hidden="true" />
          </IconButton>
        )}
      </People>
    </section>
  );
}

/** The default role that somebody keeps although this one is to replace it. */
export function Keeps({ name, isGone }: { name: string; isGone: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={cx(shared.chip, styles.keeps)} data-gone={isGone || undefined}>
      {isGone ? <s>{name}</s> : t("roles.keeps", { name })}
    </span>
  );
}

interface PeopleProps {
  users: readonly Named[];
  children: (user: Named) => React.ReactNode;
}

function People({ users, children }: PeopleProps) {
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  const rest = isAll ? 0 : users.length - SHOWN;
  return (
    <ul>
      {(rest > 0 ? users.slice(0, SHOWN) : users).map((user) => (
        <li key={user.id} className={styles.person}>
          <Avatar id={user.id} name={user.name} size="s" />
          <span className={styles.personName}>{user.name}</span>
          {children(user)}
        </li>
      ))}
      {rest > 0 ? (
        <li className={styles.person}>
          <Button look="quiet" size="s" onClick={() => setAll(true)}>
            {t("roles.andMore", { count: rest })}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
