// The only page there is for whoever must set up a second factor before anything else.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { session } from "@/access/session";
import { fetchSecurity } from "@/api/security";
import { signOut } from "@/api/session";
import type { Me } from "@/api/types";
import { Loaded } from "@/settings/Section";
import { Button } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import { Passkeys } from "./Passkeys";
import styles from "./security.module.css";
import { TwoFactor } from "./TwoFactor";
import { useSecurity } from "./useSecurity";

export default function SetUpFirst({ me }: { me: Me }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ["security"], queryFn: fetchSecurity });
  const { actions, dialogs } = useSecurity(me.user.email, () => void session.load());
  const leave = (): void => {
    void signOut().finally(() => window.location.assign("/desk/sign-in"));
  };
  return (
    <main className={styles.first}>
      <div className={styles.top}>
        <span className={styles.brand}>
          <Logo size={30} />
          Hubbub
        </span>
        <Button look="quiet" onClick={leave}>
          {t("auth.signOut")}
        </Button>
      </div>
      <div>
        <h1>{t("security.setupTitle")}</h1>
        <p className={styles.text}>{t("security.setupText", { account: me.account.name })}</p>
      </div>
      <h2 className={styles.title}>{t("security.chooseWay")}</h2>
      <Loaded query={query}>
        {(security) => (
          <div className={styles.cards}>
            <TwoFactor security={security} actions={actions} />
            <Passkeys security={security} actions={actions} />
          </div>
        )}
      </Loaded>
      {dialogs}
    </main>
  );
}
