// The people of the account: who they are, their roles and seats, and adding one.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { SearchX, UserPlus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { fetchRoles, fetchSeats, fetchUsers } from "@/api/settings";
import { Loaded, Section, TableFrame } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { inputClass } from "@/ui/Field";
import { NewPersonDialog } from "./NewPersonDialog";
import { PersonRow } from "./PersonRow";

export function PeoplePage() {
  const { t } = useTranslation();
  const me = useMe();
  const [q, setQ] = useState("");
  const [adding, setAdding] = useState(false);
  const wanted = useDeferredValue(q.trim());
  const users = useInfiniteQuery({
    queryKey: ["users", wanted],
    queryFn: ({ pageParam }) => fetchUsers(wanted, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchRoles });
  const mayAdd = may(me, permissions.users);
  return (
    <Section
      title={t("settings.users")}
      text={t("people.text")}
      action={
        mayAdd ? (
          <Button look="primary" onClick={() => setAdding(true)}>
            <UserPlus size={15} aria-hidden="true" />
            {t("people.add")}
          </Button>
        ) : null
      }
    >
      <div className={shared.bar} hidden={users.error !== null}>
        <div className={shared.search}>
          <input
            className={inputClass}
            aria-label={t("people.searchLabel")}
            placeholder={t("people.search")}
            value={q}
            maxLength={100}
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
        <SeatCount />
      </div>
      <Loaded query={users}>
        {(data) => {
          const people = data.pages.flatMap((page) => page.items);
          if (people.length === 0) {
            return (
              <EmptyState icon={<SearchX size={24} />} title={t("people.noneTitle")}>
                {t("people.noneText", { q: wanted })}
              </EmptyState>
            );
          }
          return (
            <TableFrame>
              <thead>
                <tr>
                  <th scope="col">{t("people.person")}</th>
                  <th scope="col">{t("people.roles")}</th>
                  <th scope="col">{t("people.seat")}</th>
                  <th scope="col">{t("people.state")}</th>
                  <th scope="col">{t("people.lastSignIn")}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t("settings.actions")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {people.map((each) => (
                  <PersonRow key={each.id} user={each} roles={roles.data?.items ?? []} />
                ))}
              </tbody>
            </TableFrame>
          );
        }}
      </Loaded>
      {users.hasNextPage ? (
        <div>
          <Button busy={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
            {t("ui.more")}
          </Button>
        </div>
      ) : null}
      {adding ? (
        <NewPersonDialog roles={roles.data?.items ?? []} onClose={() => setAdding(false)} />
      ) : null}
    </Section>
  );
}

function SeatCount() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["seats"], queryFn: fetchSeats, retry: false });
  if (!data) return null;
  return (
    <p className={shared.quiet}>{t("people.seats", { used: data.used, count: data.total })}</p>
  );
}
