// Where the links of our mails lead: set a password, join, or confirm an address.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LinkIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import { confirmEmail, type LinkAbout, lookAtLink, type SignInName } from "@/api/users";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/Field";
import { Spinner } from "@/ui/Spinner";
import { AuthLayout } from "./AuthLayout";
import styles from "./Form.module.css";
import { JoinForm } from "./JoinForm";
import { NewPasswordForm } from "./NewPasswordForm";

export function LinkPage() {
  // Behind the #, so that it is in no server's log; looked at, never changed.
  const [token] = useState(() => window.location.hash.slice(1));
  const about = useQuery({
    queryKey: ["link", token],
    queryFn: () => lookAtLink(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const [done, setDone] = useState<SignInName | null>(null);
  return (
    <AuthLayout>
      {about.data ? (
        done ? (
          <Done about={about.data} as={done} />
        ) : (
          <Ask about={about.data} token={token} onDone={setDone} />
        )
      ) : (
        <Waiting error={about.error} />
      )}
    </AuthLayout>
  );
}

function Waiting({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (!error) {
    return (
      <p role="status">
        <Spinner /> {t("links.looking")}
      </p>
    );
  }
  const passwordAgain = error instanceof ApiError && error.status === 410;
  return (
    <>
      <LinkIcon size={28} aria-hidden="true" />
      <h1 className={styles.title}>{t("links.badTitle")}</h1>
      <FormError>{explain(error, t)}</FormError>
      <p className={styles.other}>
        <Link to="/sign-in">{t("links.toSignIn")}</Link>
        {passwordAgain ? (
          <>
            {" · "}
            <Link to="/forgot">{t("auth.forgot")}</Link>
          </>
        ) : null}
      </p>
    </>
  );
}

interface AskProps {
  about: LinkAbout;
  token: string;
  onDone: (as: SignInName) => void;
}

function Ask(props: AskProps) {
  const { purpose } = props.about;
  if (purpose === "password") return <NewPasswordForm {...props} />;
  if (purpose === "invite") return <JoinForm {...props} />;
  return <Confirm {...props} />;
}

function Confirm({ about, token, onDone }: AskProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      onDone(await confirmEmail(token));
    } catch (error) {
      setProblem(explain(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>
        <h1 className={styles.title}>{t("links.emailTitle")}</h1>
        <p className={styles.text}>{t("links.emailText", { ...about })}</p>
      </div>
      <FormError>{problem}</FormError>
      <Button look="primary" size="l" busy={busy} onClick={() => void confirm()}>
        {t("links.confirm")}
      </Button>
    </>
  );
}

function Done({ about, as }: { about: LinkAbout; as: SignInName }) {
  const { t } = useTranslation();
  const title = {
    password: t("links.setTitle"),
    invite: t("links.joinedTitle", { account: about.account }),
    email: t("links.confirmedTitle"),
  }[about.purpose];
  return (
    <>
      <div>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.text} role="status">
          {t("links.setText", { username: as.username })}
        </p>
      </div>
      <p>
        <Link to="/sign-in">{t("links.toSignIn")}</Link>
      </p>
    </>
  );
}
