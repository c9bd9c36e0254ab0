// What the account may use at the most, and what it uses of it.
import { useTranslation } from "react-i18next";
import type { Quota } from "@/api/plans";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import styles from "./Plan.module.css";

const bytes = new Intl.NumberFormat(undefined, {
  style: "unit",
  unit: "megabyte",
  maximumFractionDigits: 1,
});

const shown = (key: Quota["key"], value: number): string =>
  key === "stored_bytes" ? bytes.format(value / 1024 ** 2) : value.toLocaleString();

/** From here on it is worth a look. */
const NEARLY = 0.8;

export function Quotas({ quotas }: { quotas: readonly Quota[] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={styles.subhead}>{t("plans.limits")}</h3>
      <Table columns={[t("plans.what"), t("plans.used"), t("plans.most"), t("plans.left")]}>
        {quotas.map(({ key, used, most }) => {
          const state = used >= most ? "full" : used >= most * NEARLY ? "nearly" : "room";
          return (
            <tr key={key}>
              <td>{t(`plans.quotas.${key}`)}</td>
              <td className={shared.number}>{shown(key, used)}</td>
              <td className={shared.number}>{shown(key, most)}</td>
              <td>
                <span className={cx(shared.chip, state === "room" && shared.good)}>
                  {t(`plans.room.${state}`)}
                </span>
              </td>
            </tr>
          );
        })}
      </Table>
    </>
  );
}
