// The users of the account: found, filtered, sorted; added one by one, by invitation or from a file.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fetchRoles } from "@/api/settings";
import { fetchUserPage, type UserQuery } from "@/api/users";
import { MoreButton } from "@/settings/MoreButton";
import { Loaded, Section, TableFrame } from "@/settings/Section";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { AddUser } from "./AddUser";
import { Filters } from "./Filters";
import { withPart } from "./query";
import { SortHeading } from "./SortHeading";
import { UserRow } from "./UserRow";
import { UsersTabs } from "./UsersTabs";

export function UsersPage() {
  const { t } = useTranslation();
  const query: UserQuery = useSearch({ from: "/shell/account/users" });
  const navigate = useNavigate();
  const set = (next: UserQuery): void =>
    void navigate({ to: "/account/users", search: next, replace: true });
  const users = useInfiniteQuery({
    queryKey: ["users", query],
    queryFn: ({ pageParam }) => fetchUserPage(query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchRoles, retry: false });
  const sort = query.sort ?? "name";
  const onSort = (next: string): void =>
    set(withPart(query, "sort", next === "name" ? undefined : next));
  return (
    <Section help="users" title={t("settings.users")} text={t("users.text")} action={<AddUser />}>
      <UsersTabs />
      <Filters query={query} roles={roles.data?.items ?? []} onChange={set} />
      <Loaded query={users}>
        {(data) => {
          const found = data.pages.flatMap((page) => page.items);
          if (found.length === 0) {
            return (
              <EmptyState
                icon={<SearchX size={24} />}
                title={t("users.noneTitle")}
                action={<Button onClick={() => set({})}>{t("users.clear")}</Button>}
              >
                {t("users.noneText")}
              </EmptyState>
            );
          }
          return (
            <TableFrame>
              <thead>
                <tr>
                  <SortHeading by="name" sort={sort} onSort={onSort}>
                    {t("users.person")}
                  </SortHeading>
                  <SortHeading by="username" sort={sort} onSort={onSort}>
                    {t("users.username")}
                  </SortHeading>
                  <th scope="col">{t("users.roles")}</th>
                  <th scope="col">{t("users.seat")}</th>
                  <th scope="col">{t("users.state")}</th>
                  <SortHeading by="last_sign_in" sort={sort} onSort={onSort}>
                    {t("users.lastSignIn")}
                  </SortHeading>
                  <th scope="col">
                    <span className="visually-hidden">{t("settings.actions")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {found.map((each) => (
                  <UserRow key={each.id} user={each} />
                ))}
              </tbody>
            </TableFrame>
          );
        }}
      </Loaded>
      <MoreButton query={users} />
    </Section>
  );
}
