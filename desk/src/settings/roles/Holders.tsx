// Everybody who holds the role now, page by page.
import { useInfiniteQuery } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchHolders, type ListedRole, type RoleUser } from "@/api/roles";
import type { Id } from "@/api/types";
import { MoreButton } from "@/settings/MoreButton";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { inputClass } from "@/ui/Field";
import { Keeps } from "./ChosenUsers";
import type { Draft } from "./draft";
import styles from "./Users.module.css";

const SEARCHED_FROM = 10;

interface HoldersProps {
  role: ListedRole;
  draft: Draft;
  takesOff: ReadonlyMap<Id, string>;
  onChange: (draft: Draft) => void;
}

export function Holders({ role, draft, takesOff, onChange }: HoldersProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const wanted = useDeferredValue(q.trim());
  const query = useInfiniteQuery({
    queryKey: ["role-users", role.id, wanted],
    queryFn: ({ pageParam }) => fetchHolders(role.id, { q: wanted, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const leaving = new Set(draft.remove.map((each) => each.id));
  const remove = ({ id, name }: RoleUser): void =>
    onChange({ ...draft, remove: [...draft.remove, { id, name }] });
  if (role.holders === 0) return <p className={styles.quiet}>{t("roles.noHolders")}</p>;
  return (
    <section className={styles.list}>
      <header className={styles.listHead}>
        <h3>{t("roles.holders", { count: role.holders })}</h3>
        {role.holders > SEARCHED_FROM ? (
          <input
            className={cx(inputClass, styles.filter)}
            type="search"
            aria-label={t("roles.findUsersLabel")}
            placeholder={t("roles.findUsers")}
            value={q}
            maxLength={100}
            onChange={(event) => setQ(event.target.value)}
          />
        ) : null}
      </header>
      <Loaded query={query}>
        {(data) => (
          <ul>
            {data.pages
              .flatMap((page) => page.items)
              .map((user) => (
                <Holder
                  key={user.id}
                  user={user}
                  role={role}
                  isLeaving={leaving.has(user.id)}
                  keeps={takesOff.get(user.id)}
                  isReplacing={draft.replace}
                  onRemove={() => remove(user)}
                />
              ))}
          </ul>
        )}
      </Loaded>
      <MoreButton query={query} />
    </section>
  );
}

interface HolderProps {
  user: RoleUser;
  role: ListedRole;
  isLeaving: boolean;
  keeps: string | undefined;
  isReplacing: boolean;
  onRemove: () => void;
}

function Holder({ user, role, isLeaving, keeps, isReplacing, onRemove }: HolderProps) {
  const { t } = useTranslation();
  const { name } = user;
  return (
    <li className={styles.person} data-leaving={isLeaving || undefined}>
      <Avatar id={user.id} name={name} size="s" />
      <span className={styles.personName}>
        {name} <span className={styles.email}>{user.email}</span>
      </span>
      <span className={shared.chips}>
        {user.state === "disabled" ? (
          <span className={shared.chip}>{t("seats.disabled")}</span>
        ) : null}
        {user.roles
          .filter((each) => each.id !== role.id && each.name !== keeps)
          .map((each) => (
            <span key={each.id} className={shared.chip}>
              {each.name}
            </span>
          ))}
        {keeps ? <Keeps name={keeps} isGone={isReplacing} /> : null}
      </span>
      {isLeaving ? (
        <span className={styles.quiet}>{t("roles.willLose")}</span>
      ) : (
        <IconButton label={t("roles.removeUser", { name })} onClick={onRemove}>
          <UserMinus size={15} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}
