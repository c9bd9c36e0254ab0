// The roles as boxes to tick, each with what it is for.
import { useTranslation } from "react-i18next";
import type { Id, Role } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { CheckField } from "@/ui/Field";

interface RoleChoicesProps {
  roles: readonly Role[];
  chosen: readonly Id[];
  onChange: (chosen: Id[]) => void;
  error?: string | undefined;
}

export function RoleChoices({ roles, chosen, onChange, error }: RoleChoicesProps) {
  const { t } = useTranslation();
  const toggle = (id: Id): void =>
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset>
      <legend className={shared.legend}>{t("users.roles")}</legend>
      <div className={shared.choices}>
        {roles.map((role) => (
          <CheckField
            key={role.id}
            label={role.kind === "custom" ? `${role.name} (${t("users.custom")})` : role.name}
            hint={role.description}
            checked={chosen.includes(role.id)}
            onChange={() => toggle(role.id)}
          />
        ))}
        <p className={shared.hint}>{error ?? t("users.rolesHint")}</p>
      </div>
    </fieldset>
  );
}
