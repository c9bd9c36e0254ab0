// Who gave which seat, and took it, and when.
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fetchSeatLog } from "@/api/seats";
import { MoreButton } from "@/settings/MoreButton";
import { Loaded } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { exactTime } from "@/ui/when";

export function SeatLog() {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ["seats", "log"],
    queryFn: ({ pageParam }) => fetchSeatLog(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return (
    <>
      <Loaded query={query}>
        {({ pages }) => {
          const changes = pages.flatMap((page) => page.items);
          if (changes.length === 0) {
            return (
              <EmptyState icon={<History size={24} />} title={t("seats.noLogTitle")}>
                {t("seats.noLogText")}
              </EmptyState>
            );
          }
          return (
            <Table columns={[t("seats.when"), t("seats.what"), t("seats.user"), t("seats.who")]}>
              {changes.map((each) => (
                <tr key={`${each.at}${each.user_id}${each.act}`}>
                  <td className={cx(shared.quiet, shared.number)}>{exactTime(each.at)}</td>
                  <td>
                    <span className={cx(shared.chip, each.act === "given" && shared.good)}>
                      {t(`seats.act.${each.act}`)}
                    </span>
                  </td>
                  <td>{each.user ?? t("seats.gone")}</td>
                  <td>{each.actor ?? t("seats.system")}</td>
                </tr>
              ))}
            </Table>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </>
  );
}
