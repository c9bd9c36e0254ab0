// What the directory wanted and did not get, with the sentence that it was told.
import { useTranslation } from "react-i18next";
import type { DirectoryFailure } from "@/api/directory";
import { TableFrame } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { exactTime } from "@/ui/when";

export function Failures({ failures }: { failures: readonly DirectoryFailure[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("directory.failures")}>
      <div className={shared.subhead}>
        <h3>{t("directory.failures")}</h3>
      </div>
      {failures.length === 0 ? (
        <p className={shared.hint}>{t("directory.noFailures")}</p>
      ) : (
        <TableFrame>
          <thead>
            <tr>
              <th scope="col">{t("directory.when")}</th>
              <th scope="col">{t("directory.request")}</th>
              <th scope="col">{t("directory.who")}</th>
              <th scope="col">{t("directory.why")}</th>
            </tr>
          </thead>
          <tbody>
            {failures.map((each) => (
              <tr key={each.id}>
                <td className={cx(shared.quiet, shared.number)}>{exactTime(each.at)}</td>
                <td className={shared.mono}>{each.request}</td>
                <td>{each.who ?? ""}</td>
                <td>{each.detail}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </section>
  );
}
