// What the role allows: all permissions in two sections, searchable by name and by key.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRole } from "@/api/roles";
import type { Catalogue, Permission } from "@/api/types";
import { HelpLink } from "@/help/HelpLink";
import { CheckField, inputClass } from "@/ui/Field";
import { type Part, partsOf } from "./capability";
import { type Draft, toggled } from "./draft";
import { PermissionPart } from "./PermissionPart";
import styles from "./Permissions.module.css";

interface PermissionsTabProps {
  catalogue: Catalogue;
  draft: Draft;
  keys: ReadonlySet<string>;
  source: ListedRole | null;
  isFixed: boolean;
  onChange: (draft: Draft) => void;
}

export function PermissionsTab(props: PermissionsTabProps) {
  const { catalogue, draft, keys, source, isFixed, onChange } = props;
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const [open, setOpen] = useState<ReadonlySet<Part["id"]>>(new Set());
  const [described, setDescribed] = useState(false);
  const wanted = q.trim().toLocaleLowerCase();
  const fits = ({ key, title, help }: Permission): boolean =>
    `${key}\n${title}\n${help}`.toLocaleLowerCase().includes(wanted);
  const found = wanted ? catalogue.items.filter(fits).length : 0;
  const flip = (id: Part["id"]): void =>
    setOpen((before) =>
      before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set(before).add(id),
    );
  return (
    <div className={styles.tab}>
      <div className={styles.tools}>
        <input
          className={inputClass}
          type="search"
          aria-label={t("roles.find")}
          placeholder={t("roles.find")}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <CheckField
          label={t("roles.descriptions")}
          checked={described}
          onChange={(event) => setDescribed(event.target.checked)}
        />
        <HelpLink topic="permissions" />
      </div>
      <p className={styles.found} role="status">
        {wanted === ""
          ? null
          : found === 0
            ? t("roles.foundNone", { q: q.trim() })
            : t("roles.found", { count: found })}
      </p>
      {partsOf(catalogue).map((part) => (
        <PermissionPart
          key={part.id}
          part={part}
          keys={keys}
          source={source}
          isFixed={isFixed}
          isDescribed={described}
          fits={wanted ? fits : null}
          isOpen={open.has(part.id)}
          onFlip={() => flip(part.id)}
          onToggle={(changed, isOn) => onChange(toggled(draft, changed, isOn))}
        />
      ))}
    </div>
  );
}
