// One user in the table, with what can be done at once.
import { Link, useNavigate } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { setUserSeat, setUserState } from "@/api/settings";
import type { User } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { MenuButton } from "@/ui/MenuButton";
import { Switch } from "@/ui/Switch";
import { exactTime } from "@/ui/when";
import { StateChip } from "./StateChip";
import styles from "./Users.module.css";

type Asking = "disable" | "seat" | null;

export function UserRow({ user }: { user: User }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { save, busy } = useSave("users", "user", "seats", "members");
  const [asking, setAsking] = useState<Asking>(null);
  const { name } = user;
  const self = user.id === me.user.id;
  const disabled = user.state === "disabled";
  const giveSeat = (seat: boolean) => save(() => setUserSeat(user.id, seat));
  const setState = (state: User["state"]) => save(() => setUserState(user.id, state));
  const choices = [
    { id: "details", label: t("users.open") },
    ...(may(me, permissions.users)
      ? [
          { id: "roles", label: t("users.roles") },
          { id: "access", label: t("users.access") },
          ...(self ? [] : [{ id: "state", label: t(disabled ? "users.enable" : "users.disable") }]),
        ]
      : []),
  ];
  const choose = (id: string): void => {
    if (id === "details" || id === "roles" || id === "access") {
      void navigate({
        to: "/account/users/$userId",
        params: { userId: user.id },
        search: { tab: id },
      });
    } else if (disabled) void setState("enabled");
    else setAsking("disable");
  };
  return (
    <tr>
      <td>
        <div className={shared.name}>
          <Avatar id={user.id} name={name} />
          <div>
            <Link
              className={styles.open}
              to="/account/users/$userId"
              params={{ userId: user.id }}
              search={{}}
            >
              {name}
            </Link>
            {self ? <span className={shared.quiet}> ({t("users.you")})</span> : null}
            <div className={cx(shared.quiet, shared.small)}>{user.email}</div>
          </div>
        </div>
      </td>
      <td>{user.username}</td>
      <td>
        <div className={shared.chips}>
          {user.roles.map((each) => (
            <span key={each.id} className={shared.chip}>
              {each.name}
            </span>
          ))}
          {user.roles.length === 0 ? (
            <span className={shared.quiet}>{t("users.noRoles")}</span>
          ) : null}
        </div>
      </td>
      <td>
        <Switch
          label={t("users.seatOf", { name })}
          on={user.seat}
          disabled={busy || !may(me, permissions.seats)}
          onChange={(seat) => (seat ? void giveSeat(true) : setAsking("seat"))}
        />
      </td>
      <td>
        <StateChip user={user} />
      </td>
      <td className={cx(shared.quiet, shared.number)}>
        {user.last_sign_in_at ? exactTime(user.last_sign_in_at) : t("ui.never")}
      </td>
      <td className={shared.end}>
        <MenuButton
          label={t("users.actionsFor", { name })}
          placement="bottom end"
          sections={[{ choices }]}
          onChoose={choose}
          trigger={(props) => (
            <IconButton {...props} label={t("users.actionsFor", { name })}>
              <Ellipsis size={17} aria-hidden="true" />
            </IconButton>
          )}
        />
        <Confirm
          title={t("users.disableTitle", { name })}
          open={asking === "disable"}
          confirm={t("users.disable")}
          danger
          onClose={() => setAsking(null)}
          onConfirm={async () => void (await setState("disabled"))}
        >
          {t("users.disableText")}
        </Confirm>
        <Confirm
          title={t("users.takeSeatTitle", { name })}
          open={asking === "seat"}
          confirm={t("users.takeSeat")}
          danger
          onClose={() => setAsking(null)}
          onConfirm={async () => void (await giveSeat(false))}
        >
          {t("users.takeSeatText")}
        </Confirm>
      </td>
    </tr>
  );
}
