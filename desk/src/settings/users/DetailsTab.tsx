// What is known of a user, and his address.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { emailProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { may, permissions, useMe } from "@/access/session";
import { editUser, setUserEmail } from "@/api/users";
import { AvatarCard } from "@/settings/avatars/AvatarCard";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { exactTime } from "@/ui/when";
import { DetailsForm } from "./DetailsForm";
import type { TabProps } from "./UserPage";
import styles from "./Users.module.css";

const EVERYTHING = { upload: true, replace: true, remove: true };

export function DetailsTab({ full, refetch }: TabProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { refresh } = useSave("users", "members");
  const { user } = full;
  return (
    <>
      {may(me, permissions.users) ? (
        <>
          <AvatarCard user={user} whose={{ user: user.id }} can={EVERYTHING} />
          <DetailsForm
            title={t("users.details")}
            user={user}
            refetch={async () => (await refetch()).user}
            save={async (details) => {
              await editUser(user.id, details);
              refresh();
            }}
            saved={t("users.saved")}
          />
          <EmailCard full={full} refetch={refetch} />
        </>
      ) : null}
      <dl className={styles.fixed}>
        <div>
          <dt>{t("users.username")}</dt>
          <dd>{user.username}</dd>
        </div>
        <div>
          <dt>{t("users.lastSignIn")}</dt>
          <dd>{user.last_sign_in_at ? exactTime(user.last_sign_in_at) : t("ui.never")}</dd>
        </div>
        <div>
          <dt>{t("users.about")}</dt>
          <dd>{t("users.created_at", { time: exactTime(user.created_at) })}</dd>
        </div>
      </dl>
    </>
  );
}

function EmailCard({ full: { user }, refetch }: TabProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("users");
  const [busy, setBusy] = useState(false);
  const ask = async (email: string): Promise<void> => {
    await setUserEmail(user.id, email, (await refetch()).user.details_version);
    await refetch();
    refresh();
  };
  const form = useForm({ email: user.email }, { email: emailProblem }, async (values) => {
    const email = values.email.trim();
    await ask(email);
    if (email !== user.email) toast("done", t("users.emailAsked", { email }));
  });
  const keep = async (): Promise<void> => {
    setBusy(true);
    await ask(user.email).finally(() => setBusy(false));
  };
  return (
    <form ref={form.form} className={styles.card} onSubmit={form.onSubmit} noValidate>
      <FormError>{form.problem}</FormError>
      <TextField
        {...form.field("email")}
        label={t("users.email")}
        type="email"
        autoComplete="off"
        hint={t("users.emailHint")}
      />
      {user.pending_email ? (
        <p className={styles.stale}>
          {t("users.emailPending", { email: user.pending_email })}
          <span>
            <Button size="s" busy={busy} onClick={() => void keep()}>
              {t("users.emailBack")}
            </Button>
          </span>
        </p>
      ) : null}
      <div className={shared.chips}>
        <Button type="submit" busy={form.busy}>
          {t("users.changeEmail")}
        </Button>
      </div>
    </form>
  );
}
