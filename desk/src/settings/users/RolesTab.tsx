// The roles of a user; where two cannot be held together, the one step that solves it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import { fetchRoles, setUserRoles } from "@/api/settings";
import type { Id } from "@/api/types";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { RoleChoices } from "./RoleChoices";
import type { TabProps } from "./UserPage";
import styles from "./Users.module.css";

export function RolesTab({ full: { user }, refetch }: TabProps) {
  const { t } = useTranslation();
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchRoles });
  const { refresh } = useSave("users", "seats", "members");
  const held = user.roles.map((each) => each.id);
  const [chosen, setChosen] = useState<Id[]>(held);
  const [problem, setProblem] = useState<string | null>(null);
  const [takeOff, setTakeOff] = useState<Id | null>(null);
  const [busy, setBusy] = useState(false);
  const changed = held.length !== chosen.length || held.some((id) => !chosen.includes(id));
  const choose = (ids: Id[]): void => {
    setChosen(ids);
    setProblem(null);
    setTakeOff(null);
  };
  const keep = async (ids: Id[]): Promise<void> => {
    choose(ids);
    setBusy(true);
    try {
      await setUserRoles(user.id, ids);
      await refetch();
      refresh();
      toast("done", t("users.rolesSaved"));
    } catch (error) {
      setProblem(explain(error, t));
      if (error instanceof ApiError) setTakeOff(error.takeOff ?? null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Loaded query={roles}>
      {({ items }) => {
        const refused = items.find((each) => each.id === takeOff);
        return (
          <div className={styles.card}>
            <p className={shared.quiet}>{t("users.rolesText")}</p>
            <FormError>{problem}</FormError>
            {refused ? (
              <div>
                <Button onClick={() => void keep(chosen.filter((id) => id !== refused.id))}>
                  {t("users.replace", { name: refused.name })}
                </Button>
              </div>
            ) : null}
            <RoleChoices roles={items} chosen={chosen} onChange={choose} />
            <div className={styles.actions}>
              <Button
                look="primary"
                busy={busy}
                disabled={!changed}
                onClick={() => void keep(chosen)}
              >
                {t("ui.save")}
              </Button>
              {changed ? <span className={shared.quiet}>{t("users.unsaved")}</span> : null}
            </div>
          </div>
        );
      }}
    </Loaded>
  );
}
