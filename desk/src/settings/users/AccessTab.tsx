// How a user signs in: whether at all, the mail that lets him in, and where he is signed in now.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { setUserState } from "@/api/settings";
import { endUserSessions, fetchUserSessions, sendSignInMail } from "@/api/users";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { toast } from "@/ui/toasts";
import { MailState } from "./MailState";
import { SessionList } from "./SessionList";
import { isInvited } from "./StateChip";
import type { TabProps } from "./UserPage";
import styles from "./Users.module.css";

export function AccessTab({ full }: TabProps) {
  return (
    <>
      <StateCard full={full} />
      <MailCard full={full} />
      {/* Two-factor and passkeys have their place here. */}
      <SessionsCard full={full} />
    </>
  );
}

type CardProps = Pick<TabProps, "full">;

function StateCard({ full: { user } }: CardProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { save, busy } = useSave("user", "users", "seats", "members");
  const [asking, setAsking] = useState(false);
  const { name } = user;
  const disabled = user.state === "disabled";
  const set = (state: typeof user.state) => save(() => setUserState(user.id, state));
  const words = disabled ? "stateDisabled" : isInvited(user) ? "stateInvited" : "stateEnabled";
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <div>
          <h3>{t("users.stateTitle")}</h3>
          <p>{t(`users.${words}`)}</p>
        </div>
        {user.id === me.user.id ? null : (
          <Button busy={busy} onClick={() => (disabled ? void set("enabled") : setAsking(true))}>
            {t(disabled ? "users.enable" : "users.disable")}
          </Button>
        )}
      </div>
      <Confirm
        title={t("users.disableTitle", { name })}
        open={asking}
        confirm={t("users.disable")}
        danger
        onClose={() => setAsking(false)}
        onConfirm={async () => void (await set("disabled"))}
      >
        {t("users.disableText")}
      </Confirm>
    </section>
  );
}

function MailCard({ full: { user, mail } }: CardProps) {
  const { t } = useTranslation();
  const { save, busy } = useSave("user");
  const send = async (): Promise<void> => {
    if (await save(() => sendSignInMail(user.id))) toast("done", t("users.mailOnWay"));
  };
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <div>
          <h3>{t("users.mailTitle")}</h3>
          <MailState mail={mail} />
        </div>
        <Button busy={busy} disabled={user.state === "disabled"} onClick={() => void send()}>
          {t("users.mailAgain")}
        </Button>
      </div>
    </section>
  );
}

function SessionsCard({ full: { user } }: CardProps) {
  const { t } = useTranslation();
  const sessions = useQuery({
    queryKey: ["user", user.id, "sessions"],
    queryFn: () => fetchUserSessions(user.id),
  });
  const { save } = useSave("user");
  const [asking, setAsking] = useState(false);
  const end = async (): Promise<void> => {
    await save(async () => {
      const { count } = await endUserSessions(user.id);
      toast("done", t("users.ended", { count }));
    });
  };
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <div>
          <h3>{t("users.sessionsTitle")}</h3>
          <p className={shared.quiet}>{t("users.sessionsText")}</p>
        </div>
        <Button disabled={!sessions.data?.items.length} onClick={() => setAsking(true)}>
          {t("users.endAll")}
        </Button>
      </div>
      <Loaded query={sessions}>{({ items }) => <SessionList sessions={items} />}</Loaded>
      <Confirm
        title={t("users.endAllTitle", { name: user.name })}
        open={asking}
        confirm={t("users.endAll")}
        danger
        onClose={() => setAsking(false)}
        onConfirm={end}
      >
        {t("users.endAllText")}
      </Confirm>
    </section>
  );
}
