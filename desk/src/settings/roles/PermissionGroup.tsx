// A sub-group of permissions: its count, a box for all of them, and a row for each.
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "@/api/types";
import { type Group, isInert, restricts, selectable } from "./capability";
import type { PartProps } from "./PermissionPart";
import styles from "./Permissions.module.css";

interface GroupProps extends PartProps {
  group: Group;
  shown: readonly Permission[];
}

export function PermissionGroup(props: GroupProps) {
  const { group, shown, keys, isFixed, onToggle } = props;
  const { t } = useTranslation();
  const { title, permissions } = group;
  const id = useId();
  const gives = selectable(group);
  const ticked = gives.filter((each) => keys.has(each)).length;
  const isRestricting = permissions.every(restricts);
  const counted = permissions.filter((each) => keys.has(each.key)).length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot hold the box for all of them.
    <div
      className={styles.group}
      role="group"
      aria-labelledby={id}
      data-restricts={isRestricting || undefined}
    >
      <div className={styles.groupHead}>
        {isRestricting || isFixed ? null : (
          <input
            type="checkbox"
            aria-label={t("roles.allOf", { title })}
            checked={ticked === gives.length}
            ref={(box) => {
              if (box) box.indeterminate = ticked > 0 && ticked < gives.length;
            }}
            onChange={() => onToggle(gives, ticked < gives.length)}
          />
        )}
        <h4 id={id} className={styles.groupTitle}>
          {title}{" "}
          <span className={styles.count}>
            {t("roles.countOf", { chosen: counted, all: permissions.length })}
          </span>
        </h4>
      </div>
      {isRestricting ? <p className={styles.groupHint}>{t("roles.restrictionsHint")}</p> : null}
      <ul className={styles.rows}>
        {shown.map((each) => (
          <PermissionRow key={each.key} {...props} permission={each} />
        ))}
      </ul>
    </div>
  );
}

function PermissionRow({
  permission,
  keys,
  source,
  isFixed,
  isDescribed,
  onToggle,
}: GroupProps & { permission: Permission }) {
  const { t } = useTranslation();
  const id = useId();
  const { key, title, help, built } = permission;
  const isTicked = keys.has(key);
  const was = source?.permissions.includes(key) ?? isTicked;
  const marks = [
    isTicked && isInert(permission, keys) ? { look: "warn", text: t("roles.inert") } : null,
    source && isTicked && !was ? { look: "good", text: t("roles.added") } : null,
    source && !isTicked && was ? { look: "bad", text: t("roles.removed") } : null,
    built ? null : { look: "plain", text: t("roles.coming"), tip: t("roles.comingTip") },
  ];
  return (
    <li className={styles.permission} data-ticked={isTicked || undefined}>
      <input
        type="checkbox"
        id={id}
        checked={isTicked}
        disabled={isFixed}
        aria-describedby={`${id}-help`}
        onChange={(event) => onToggle([key], event.target.checked)}
      />
      <label htmlFor={id} className={styles.label}>
        <span className={styles.permissionTitle}>{title}</span> <code>{key}</code>
      </label>
      <span className={styles.marks}>
        {marks.map((each) =>
          each ? (
            <span key={each.text} className={styles.mark} data-look={each.look} data-tip={each.tip}>
              {each.text}
            </span>
          ) : null,
        )}
      </span>
      <p id={`${id}-help`} className={isDescribed ? styles.permissionHelp : "visually-hidden"}>
        {help}
      </p>
    </li>
  );
}
