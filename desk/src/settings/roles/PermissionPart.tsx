// One section of permissions that opens and closes; closed, it says in short what is ticked.
import { ChevronRight } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRole } from "@/api/roles";
import type { Permission } from "@/api/types";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { hasBase, isInert, type Part, selectable } from "./capability";
import { PermissionGroup } from "./PermissionGroup";
import styles from "./Permissions.module.css";

export interface PartProps {
  part: Part;
  keys: ReadonlySet<string>;
  source: ListedRole | null;
  isFixed: boolean;
  isDescribed: boolean;
  /** Null where nothing is searched for. */
  fits: ((permission: Permission) => boolean) | null;
  isOpen: boolean;
  onFlip: () => void;
  onToggle: (keys: readonly string[], isOn: boolean) => void;
}

export function PermissionPart(props: PartProps) {
  const { part, keys, fits, isFixed, onFlip, onToggle } = props;
  const { t } = useTranslation();
  const id = useId();
  const all = part.groups.flatMap((each) => each.permissions);
  const shown = part.groups
    .map((each) => ({ each, found: fits ? each.permissions.filter(fits) : each.permissions }))
    .filter(({ found }) => found.length > 0);
  if (fits && shown.length === 0) return null;
  const isOpen = props.isOpen || fits !== null;
  const gives = part.groups.flatMap(selectable);
  const isFull = gives.every((each) => keys.has(each));
  const isAsleep = !hasBase(keys) && all.some((each) => keys.has(each.key) && isInert(each, keys));
  return (
    <section className={styles.part}>
      <h3 className={styles.partHead}>
        <button
          type="button"
          className={styles.disclosure}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={onFlip}
        >
          <ChevronRight size={16} aria-hidden="true" className={cx(styles.chevron, "mirrors")} />
          <span>{t(`roles.parts.${part.id}`)}</span>{" "}
          <span className={styles.count}>
            {t("roles.countOf", { chosen: chosen(all, keys), all: all.length })}
          </span>
        </button>
      </h3>
      <div id={id} hidden={!isOpen} className={styles.partBody}>
        {isFixed || fits ? null : (
          <div className={styles.every}>
            <Button size="s" onClick={() => onToggle(gives, !isFull)}>
              {t(isFull ? "roles.clearAll" : "roles.selectAll")}
            </Button>
            {part.id === "conversations" ? <span>{t("roles.selectAllHint")}</span> : null}
          </div>
        )}
        {isAsleep ? <p className={styles.asleep}>{t("roles.inertNote")}</p> : null}
        {shown.map(({ each, found }) => (
          <PermissionGroup key={each.id} {...props} group={each} shown={found} />
        ))}
      </div>
      {isOpen ? null : <Outline {...props} />}
    </section>
  );
}

const chosen = (permissions: readonly Permission[], keys: ReadonlySet<string>): number =>
  permissions.filter((each) => keys.has(each.key)).length;

function Outline({ part, keys }: PartProps) {
  const { t } = useTranslation();
  const ticked = part.groups
    .map((each) => ({ ...each, count: chosen(each.permissions, keys) }))
    .filter(({ count }) => count > 0);
  if (ticked.length === 0) return null;
  return (
    <ul className={styles.outline}>
      {ticked.map((each) => (
        <li key={each.id}>
          {each.title}{" "}
          <span>{t("roles.countOf", { chosen: each.count, all: each.permissions.length })}</span>
        </li>
      ))}
    </ul>
  );
}
