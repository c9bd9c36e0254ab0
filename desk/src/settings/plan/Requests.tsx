// What was asked for this account, and what became of it.
import { useTranslation } from "react-i18next";
import type { Plan, PlanRequest } from "@/api/plans";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { exactTime } from "@/ui/when";
import styles from "./Plan.module.css";

interface RequestsProps {
  requests: readonly PlanRequest[];
  offered: readonly Plan[];
}

export function Requests({ requests, offered }: RequestsProps) {
  const { t } = useTranslation();
  if (requests.length === 0) return null;
  const nameOf = (key: string | null): string =>
    offered.find((each) => each.key === key)?.name ?? key ?? "";
  return (
    <>
      <h3 className={styles.subhead}>{t("plans.requests")}</h3>
      <Table columns={[t("plans.wanted"), t("plans.who"), t("plans.when"), t("plans.state")]}>
        {requests.map(({ id, plan, seats, note, name, created_at, state }) => (
          <tr key={id}>
            <td>
              <div>
                {t("plans.seatsOf", {
                  plan: nameOf(plan),
                  seats: t("plans.seats", { count: seats ?? 0 }),
                })}
                {note ? <p className={cx(shared.quiet, styles.note)}>{note}</p> : null}
              </div>
            </td>
            <td>{name}</td>
            <td className={shared.number}>{exactTime(created_at)}</td>
            <td>
              <span className={cx(shared.chip, state === "confirmed" && shared.good)}>
                {t(`plans.states.${state}`)}
              </span>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
