// Chooses people for the role: searched, filtered by a role they hold, thousands at once.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchCandidateNames, fetchCandidates, type RoleUser } from "@/api/roles";
import type { Id, Named } from "@/api/types";
import { Loaded } from "@/settings/Section";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { CheckField, inputClass, SelectField } from "@/ui/Field";
import { Candidate } from "./Candidate";
import { inTheWay } from "./capability";
import { withUsers } from "./draft";
import styles from "./Users.module.css";
import { namesOf, type UsersTabProps } from "./UsersTab";

export function SelectUsers(props: UsersTabProps & { onClose: () => void }) {
  const { role, roles, back, draft, onChange, onClose } = props;
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const [filter, setFilter] = useState<Id>("");
  const [chosen, setChosen] = useState<ReadonlyMap<Id, Named>>(
    new Map(draft.add.map((each) => [each.id, each])),
  );
  const [replace, setReplace] = useState(draft.replace);
  const { save, busy } = useSave();
  const wanted = { q: useDeferredValue(q.trim()), role: filter };
  const query = useInfiniteQuery({
    queryKey: ["role-users", "all", wanted.q, wanted.role],
    queryFn: ({ pageParam }) => fetchCandidates({ ...wanted, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const found = query.data?.pages.flatMap((page) => page.items) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const leaving = new Set(draft.remove.map((each) => each.id));
  const holds = (user: RoleUser): boolean =>
    !leaving.has(user.id) && user.roles.some((each) => each.id === role?.id);
  const isFlagged = found.some((user) => chosen.has(user.id) && inTheWay(user, back).length > 0);
  const flip = ({ id, name }: Named): void => {
    const next = new Map(chosen);
    if (!next.delete(id)) next.set(id, { id, name });
    setChosen(next);
  };
  const chooseAll = () =>
    save(async () => {
      const { items } = await fetchCandidateNames(wanted);
      setChosen(new Map([...chosen, ...items.map((each) => [each.id, each] as const)]));
    });
  const done = (): void => {
    const holders = new Set(found.filter(holds).map((each) => each.id));
    onChange(withUsers({ ...draft, add: [], replace }, [...chosen.values()], holders));
    onClose();
  };
  return (
    <Dialog title={t("roles.selectUsers")} open onClose={onClose} size="l">
      <DialogBody
        actions={
          <>
            <span className={styles.selected} role="status">
              {t("roles.selectedCount", { count: chosen.size })}
            </span>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look="primary" onClick={done}>
              {t("roles.addUsers")}
            </Button>
          </>
        }
      >
        <div className={styles.wanted}>
          <input
            className={inputClass}
            type="search"
            aria-label={t("roles.findUsersLabel")}
            placeholder={t("roles.findUsers")}
            value={q}
            maxLength={100}
            autoFocus
            onChange={(event) => setQ(event.target.value)}
          />
          <SelectField
            label={t("roles.filterByRole")}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          >
            <option value="">{t("roles.anyRole")}</option>
            {roles.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </SelectField>
        </div>
        <Loaded query={query}>
          {() =>
            found.length === 0 ? (
              <p className={styles.quiet}>{t("roles.noUsersFound")}</p>
            ) : (
              <>
                <div>
                  <Button size="s" busy={busy} onClick={() => void chooseAll()}>
                    {t("roles.selectMatching", { count: total })}
                  </Button>
                </div>
                <ul className={styles.candidates}>
                  {found.map((user) => (
                    <Candidate
                      key={user.id}
                      user={user}
                      holds={holds(user)}
                      isChosen={chosen.has(user.id)}
                      inTheWay={inTheWay(user, back)}
                      onFlip={() => flip(user)}
                    />
                  ))}
                </ul>
                {query.hasNextPage ? (
                  <div>
                    <Button
                      size="s"
                      busy={query.isFetchingNextPage}
                      onClick={() => void query.fetchNextPage()}
                    >
                      {t("ui.more")}
                    </Button>
                  </div>
                ) : null}
              </>
            )
          }
        </Loaded>
        {isFlagged ? (
          <CheckField
            label={t("roles.replace", { name: namesOf(back) })}
            hint={t("roles.mustNotHold", { names: namesOf(back) })}
            checked={replace}
            onChange={(event) => setReplace(event.target.checked)}
          />
        ) : null}
      </DialogBody>
    </Dialog>
  );
}
