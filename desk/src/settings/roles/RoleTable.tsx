// Roles as rows: what each allows in short, who holds it, and what can be done with it.
import { Link } from "@tanstack/react-router";
import { Copy, ShieldPlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRole } from "@/api/roles";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { inputClass } from "@/ui/Field";
import { DeleteRole } from "./DeleteRole";
import { NewRoleButton } from "./NewRoleButton";
import styles from "./Roles.module.css";

const MANY = 8;

export function RoleTable({ roles, custom }: { roles: readonly ListedRole[]; custom?: boolean }) {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const wanted = q.trim().toLocaleLowerCase();
  const found = roles.filter((each) =>
    `${each.name} ${each.description}`.toLocaleLowerCase().includes(wanted),
  );
  if (roles.length === 0) {
    return (
      <EmptyState icon={<ShieldPlus size={24} />} title={t("roles.noneTitle")}>
        {t("roles.noneText")}
      </EmptyState>
    );
  }
  return (
    <>
      {roles.length > MANY ? (
        <div className={shared.search}>
          <input
            className={inputClass}
            aria-label={t("roles.search")}
            placeholder={t("roles.search")}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
      ) : null}
      {found.length === 0 ? (
        <p className={shared.quiet} role="status">
          {t("roles.noMatch", { q: q.trim() })}
        </p>
      ) : (
        <Table
          hasActions
          columns={[
            t("roles.role"),
            t("roles.access"),
            t("roles.permissions"),
            t("roles.seat"),
            t("roles.users"),
          ]}
        >
          {found.map((each) => (
            <RoleRow key={each.id} role={each} custom={custom ?? false} />
          ))}
        </Table>
      )}
    </>
  );
}

function RoleRow({ role, custom }: { role: ListedRole; custom: boolean }) {
  const { t } = useTranslation();
  const [deleting, setDeleting] = useState(false);
  const { name } = role;
  return (
    <tr className={styles.row}>
      <td className={styles.nameCell}>
        <div>
          <Link
            to="/account/roles/$roleId"
            params={{ roleId: role.id }}
            className={styles.roleName}
          >
            {name}
          </Link>
          {role.copied_from ? (
            <span className={cx(shared.chip, styles.copyChip)}>
              {t("roles.copyOf", { name: role.copied_from.name })}
            </span>
          ) : null}
          {role.description ? <p className={shared.hint}>{role.description}</p> : null}
        </div>
      </td>
      <td className={shared.quiet}>{t(`roles.levels.${role.access_level}`)}</td>
      <td className={cx(shared.quiet, shared.number)}>{role.permissions.length}</td>
      <td className={shared.quiet}>{t(role.needs_seat ? "roles.needed" : "roles.notNeeded")}</td>
      <td className={cx(shared.quiet, shared.number)}>{role.holders || t("roles.nobody")}</td>
      <td className={shared.end}>
        <span className={styles.actions}>
          <NewRoleButton size="s" from={role.id} label={t("roles.duplicateNamed", { name })}>
            <Copy size={13} aria-hidden="true" />
            {t("roles.duplicate")}
          </NewRoleButton>
          {custom ? (
            <IconButton
              label={t("roles.deleteNamed", { name })}
              aria-haspopup="dialog"
              onClick={() => setDeleting(true)}
            >
              <Trash2 size={15} aria-hidden="true" />
            </IconButton>
          ) : null}
        </span>
        {deleting ? <DeleteRole role={role} onClose={() => setDeleting(false)} /> : null}
      </td>
    </tr>
  );
}
