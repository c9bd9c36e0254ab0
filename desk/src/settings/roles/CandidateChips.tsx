// What somebody who could be given the role holds already.
import { useTranslation } from "react-i18next";
import type { ListedRole, RoleUser } from "@/api/roles";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import styles from "./Users.module.css";

interface CandidateChipsProps {
  user: RoleUser;
  holds: boolean;
  isChosen: boolean;
  /** Default roles of his that cannot be held beside this one. */
  inTheWay: readonly ListedRole[];
}

export function CandidateChips({ user, holds, isChosen, inTheWay }: CandidateChipsProps) {
  const { t } = useTranslation();
  const blocking = new Set(inTheWay.map((each) => each.id));
  return (
    <>
      {holds ? <span className={cx(shared.chip, shared.good)}>{t("roles.hasIt")}</span> : null}
      {user.state === "disabled" ? (
        <span className={shared.chip}>{t("seats.disabled")}</span>
      ) : null}
      {user.roles.map((each) => (
        <span
          key={each.id}
          className={cx(shared.chip, isChosen && blocking.has(each.id) && styles.keeps)}
        >
          {isChosen && blocking.has(each.id) ? t("roles.keeps", { name: each.name }) : each.name}
        </span>
      ))}
    </>
  );
}
