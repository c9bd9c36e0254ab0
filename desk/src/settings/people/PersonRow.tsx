// One person in the table, with what can be changed about them.

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { setUserSeat, setUserState } from "@/api/settings";
import type { Role, User } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { MenuButton } from "@/ui/MenuButton";
import { Switch } from "@/ui/Switch";
import { exactTime } from "@/ui/when";
import { RolesDialog } from "./RolesDialog";

type Asking = "roles" | "disable" | "seat" | null;

export function PersonRow({ user, roles }: { user: User; roles: readonly Role[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const { save, busy } = useSave("users", "seats", "members");
  const [asking, setAsking] = useState<Asking>(null);
  const { name } = user;
  const self = user.id === me.user.id;
  const disabled = user.state === "disabled";
  const giveSeat = (seat: boolean) => save(() => setUserSeat(user.id, seat));
  const setState = (state: User["state"]) => save(() => setUserState(user.id, state));
  const choices = [
    ...(may(me, permissions.users) ? [{ id: "roles", label: t("people.changeRoles") }] : []),
    ...(may(me, permissions.users) && !self
      ? [{ id: "state", label: t(disabled ? "people.enable" : "people.disable") }]
      : []),
  ];
  const choose = (id: string): void => {
    if (id === "roles") setAsking("roles");
    else if (disabled) void setState("enabled");
    else setAsking("disable");
  };
  return (
    <tr>
      <td>
        <div className={shared.name}>
          <Avatar id={user.id} name={name} />
          <div>
            <strong>{name}</strong>
            {self ? <span className={shared.quiet}> ({t("people.you")})</span> : null}
            <div className={cx(shared.quiet, shared.small)}>{user.email}</div>
          </div>
        </div>
      </td>
      <td>
        <div className={shared.chips}>
          {user.roles.map((each) => (
            <span key={each.id} className={shared.chip}>
              {each.name}
            </span>
          ))}
          {user.roles.length === 0 ? (
            <span className={shared.quiet}>{t("people.noRoles")}</span>
          ) : null}
        </div>
      </td>
      <td>
        <Switch
          label={t("people.seatOf", { name })}
          on={user.seat}
          disabled={busy || !may(me, permissions.seats)}
          onChange={(seat) => (seat ? void giveSeat(true) : setAsking("seat"))}
        />
      </td>
      <td>
        <span className={cx(shared.chip, !disabled && shared.good)}>
          {t(disabled ? "people.disabled" : "people.enabled")}
        </span>
      </td>
      <td className={cx(shared.quiet, shared.number)}>
        {user.last_sign_in_at ? exactTime(user.last_sign_in_at) : t("ui.never")}
      </td>
      <td className={shared.end}>
        {choices.length > 0 ? (
          <MenuButton
            label={t("people.actionsFor", { name })}
            placement="bottom end"
            sections={[{ choices }]}
            onChoose={choose}
            trigger={(props) => (
              <IconButton {...props} label={t("people.actionsFor", { name })}>
                <Ellipsis size={17} aria-hidden="true" />
              </IconButton>
            )}
          />
        ) : null}
        {asking === "roles" ? (
          <RolesDialog user={user} roles={roles} onClose={() => setAsking(null)} />
        ) : null}
        <Confirm
          title={t("people.disableTitle", { name })}
          open={asking === "disable"}
          confirm={t("people.disable")}
          danger
          onClose={() => setAsking(null)}
          onConfirm={async () => void (await setState("disabled"))}
        >
          {t("people.disableText")}
        </Confirm>
        <Confirm
          title={t("people.takeSeatTitle", { name })}
          open={asking === "seat"}
          confirm={t("people.takeSeat")}
          danger
          onClose={() => setAsking(null)}
          onConfirm={async () => void (await giveSeat(false))}
        >
          {t("people.takeSeatText")}
        </Confirm>
      </td>
    </tr>
  );
}
