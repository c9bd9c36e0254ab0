// Who gave which seat, and took it, and when.
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fetchSeatLog } from "@/api/seats";
import { Loaded, TableFrame } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
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
            <TableFrame>
              <thead>
                <tr>
                  <th scope="col">{t("seats.when")}</th>
                  <th scope="col">{t("seats.what")}</th>
                  <th scope="col">{t("seats.user")}</th>
                  <th scope="col">{t("seats.who")}</th>
                </tr>
              </thead>
              <tbody>
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
              </tbody>
            </TableFrame>
          );
        }}
      </Loaded>
      {query.hasNextPage ? (
        <div>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("ui.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
