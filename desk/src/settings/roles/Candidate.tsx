// Somebody who could be given the role, with what he holds already.
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRole, RoleUser } from "@/api/roles";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import styles from "./Users.module.css";

interface CandidateProps {
  user: RoleUser;
  holds: boolean;
  isChosen: boolean;
  /** Default roles of his that cannot be held beside this one. */
  inTheWay: readonly ListedRole[];
  onFlip: () => void;
}

export function Candidate({ user, holds, isChosen, inTheWay, onFlip }: CandidateProps) {
  const { t } = useTranslation();
  const id = useId();
  const blocking = new Set(inTheWay.map((each) => each.id));
  return (
    <li className={styles.candidate} data-chosen={isChosen || undefined}>
      <input
        type="checkbox"
        id={id}
        checked={isChosen || holds}
        disabled={holds}
        aria-describedby={`${id}-roles`}
        onChange={onFlip}
      />
      <label htmlFor={id}>
        <span className={styles.candidateName}>{user.name}</span>{" "}
        <span className={styles.email}>{user.email}</span>
      </label>
      <span id={`${id}-roles`} className={cx(shared.chips, styles.candidateRoles)}>
        {holds ? <span className={cx(shared.chip, shared.good)}>{t("roles.hasIt")}</span> : null}
        {user.state === "disabled" ? (
          <span className={shared.chip}>{t("people.disabled")}</span>
        ) : null}
        {user.roles.map((each) => (
          <span
            key={each.id}
            className={cx(shared.chip, isChosen && blocking.has(each.id) && styles.keeps)}
          >
            {isChosen && blocking.has(each.id) ? t("roles.keeps", { name: each.name }) : each.name}
          </span>
        ))}
      </span>
    </li>
  );
}
