// Your profile: what colleagues see of you, your password, and where you are signed in.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { may, permissions, session, useMe } from "@/access/session";
import type { User } from "@/api/types";
import {
  editProfile,
  endMySession,
  endOtherSessions,
  fetchMySessions,
  fetchProfile,
} from "@/api/users";
import { AvatarCard } from "@/settings/avatars/AvatarCard";
import { Loaded, Section } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { DetailsForm } from "@/settings/users/DetailsForm";
import { SessionList } from "@/settings/users/SessionList";
import styles from "@/settings/users/Users.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/toasts";
import { PasswordCard } from "./PasswordCard";

export function ProfilePage() {
  const { t } = useTranslation();
  const profile = useQuery({ queryKey: ["profile"], queryFn: fetchProfile });
  return (
    <Section help="account" title={t("settings.profile")} text={t("profile.text")}>
      <Loaded query={profile}>
        {(user) => (
          <>
            <PictureCard user={user} />
            <DetailsForm
              title={t("profile.about")}
              user={user}
              refetch={async () => (await profile.refetch()).data ?? user}
              save={async (details) => {
                await editProfile(details);
                // The rail shows the new name at once.
                await session.load();
              }}
              saved={t("profile.saved")}
            />
            <SignInCard user={user} />
            <PasswordCard user={user} />
            <SecurityCard />
            <SessionsCard />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function PictureCard({ user }: { user: User }) {
  const me = useMe();
  const [upload, remove] = [may(me, permissions.putAvatar), may(me, permissions.removeAvatar)];
  const can = { upload, replace: upload && remove, remove };
  return <AvatarCard user={user} whose="me" can={can} />;
}

function SecurityCard() {
  const { t } = useTranslation();
  return (
    <div className={styles.card}>
      <div>
        <h3>{t("profile.security")}</h3>
        <p>{t("profile.securityText")}</p>
      </div>
      <Link to="/account/security">{t("profile.openSecurity")}</Link>
    </div>
  );
}

function SignInCard({ user }: { user: User }) {
  const { t } = useTranslation();
  return (
    <dl className={`${styles.card} ${styles.fixed}`}>
      <div>
        <dt>{t("profile.username")}</dt>
        <dd>{user.username}</dd>
        <dd className={shared.hint}>{t("profile.usernameFixed")}</dd>
      </div>
      <div>
        <dt>{t("profile.email")}</dt>
        <dd>{user.email}</dd>
        <dd className={shared.hint}>{t("profile.emailFixed")}</dd>
      </div>
    </dl>
  );
}

function SessionsCard() {
  const { t } = useTranslation();
  const sessions = useQuery({ queryKey: ["my-sessions"], queryFn: fetchMySessions });
  const { save, busy } = useSave("my-sessions");
  const others = sessions.data?.items.some((each) => !each.is_this) ?? false;
  const endOthers = (): Promise<boolean> =>
    save(async () => {
      const { count } = await endOtherSessions();
      toast("done", t("profile.endedOthers", { count }));
    });
  return (
    <section className={styles.card}>
      <div className={styles.cardHead}>
        <div>
          <h3>{t("profile.sessions")}</h3>
          <p>{others ? t("profile.sessionsText") : t("profile.noOthers")}</p>
        </div>
        {others ? (
          <Button busy={busy} onClick={() => void endOthers()}>
            {t("profile.endOthers")}
          </Button>
        ) : null}
      </div>
      <Loaded query={sessions}>
        {({ items }) => (
          <SessionList sessions={items} onEnd={(each) => void save(() => endMySession(each.id))} />
        )}
      </Loaded>
    </section>
  );
}
