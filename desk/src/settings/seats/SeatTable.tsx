// Who holds a seat: filter, choose one or many, and give or take their seats.
import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { fetchSeatHolders, roleFilters, type SeatQuery } from "@/api/seats";
import type { Id } from "@/api/types";
import { MoreButton } from "@/settings/MoreButton";
import { Loaded, TableFrame } from "@/settings/Section";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { inputClass } from "@/ui/Field";
import { ChosenBar } from "./ChosenBar";
import { HolderRow } from "./HolderRow";
import styles from "./Seats.module.css";

export function SeatTable({ free }: { free: number }) {
  const { t } = useTranslation();
  const me = useMe();
  const [wanted, setWanted] = useState<SeatQuery>({ q: "", seat: "true", role: "" });
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set());
  const asked = useDeferredValue({ ...wanted, q: wanted.q.trim() });
  const query = useInfiniteQuery({
    queryKey: ["seats", "holders", asked],
    queryFn: ({ pageParam }) => fetchSeatHolders(asked, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const mayGive = may(me, permissions.seats);
  const choose = (id: Id): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <>
      <Filters wanted={wanted} onChange={setWanted} />
      <Loaded query={query}>
        {({ pages }) => {
          const holders = pages.flatMap((page) => page.items);
          if (holders.length === 0) {
            return (
              <EmptyState icon={<SearchX size={24} />} title={t("seats.noneTitle")}>
                {t("seats.noneText")}
              </EmptyState>
            );
          }
          const shown = holders.filter((each) => chosen.has(each.id));
          return (
            <>
              {mayGive ? (
                <ChosenBar chosen={shown} free={free} onDone={() => setChosen(new Set())} />
              ) : null}
              <TableFrame>
                <thead>
                  <tr>
                    {mayGive ? (
                      <th scope="col">
                        <span className="visually-hidden">{t("seats.select")}</span>
                      </th>
                    ) : null}
                    <th scope="col">{t("seats.user")}</th>
                    <th scope="col">{t("seats.seat")}</th>
                    <th scope="col">{t("seats.defaultRole")}</th>
                    <th scope="col">{t("seats.lastSignIn")}</th>
                    <th scope="col">{t("seats.suggestion")}</th>
                  </tr>
                </thead>
                <tbody>
                  {holders.map((each) => (
                    <HolderRow
                      key={each.id}
                      holder={each}
                      chosen={chosen.has(each.id)}
                      onChoose={mayGive ? () => choose(each.id) : undefined}
                    />
                  ))}
                </tbody>
              </TableFrame>
            </>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </>
  );
}

interface FiltersProps {
  wanted: SeatQuery;
  onChange: (wanted: SeatQuery) => void;
}

function Filters({ wanted, onChange }: FiltersProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.filters}>
      <input
        className={cx(inputClass, styles.search)}
        aria-label={t("seats.search")}
        placeholder={t("seats.search")}
        maxLength={100}
        value={wanted.q}
        onChange={(event) => onChange({ ...wanted, q: event.target.value })}
      />
      <select
        className={cx(inputClass, styles.select)}
        aria-label={t("seats.seat")}
        value={wanted.seat}
        onChange={(event) => onChange({ ...wanted, seat: event.target.value as SeatQuery["seat"] })}
      >
        <option value="true">{t("seats.withSeat")}</option>
        <option value="false">{t("seats.withoutSeat")}</option>
        <option value="">{t("seats.everybody")}</option>
      </select>
      <select
        className={cx(inputClass, styles.select)}
        aria-label={t("seats.defaultRole")}
        value={wanted.role}
        onChange={(event) => onChange({ ...wanted, role: event.target.value as SeatQuery["role"] })}
      >
        <option value="">{t("seats.anyRole")}</option>
        {roleFilters.map((each) => (
          <option key={each} value={each}>
            {t(`seats.roles.${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
