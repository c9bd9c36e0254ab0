// Over the page when the session has ended: sign in again, and everything goes on.
import { useTranslation } from "react-i18next";
import { session, useMe, useSessionExpired } from "@/access/session";
import type { Me } from "@/api/types";
import { SignInForm } from "@/features/signin/SignInForm";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";

export function SessionDialog() {
  const { t } = useTranslation();
  const me = useMe();
  const expired = useSessionExpired();
  const onSignedIn = (next: Me): void => {
    if (next.user.id === me.user.id) session.regained(next);
    else window.location.assign("/desk/");
  };
  if (me.account.deleted_at) return <DemoOver open={expired} />;
  return (
    <Dialog
      title={t("auth.expiredTitle")}
      open={expired}
      onClose={() => undefined}
      size="s"
      mustAnswer
    >
      <DialogBody
        actions={
          <Button look="quiet" onClick={() => window.location.assign("/desk/sign-in")}>
            {t("auth.someoneElse")}
          </Button>
        }
      >
        <p>{t("auth.expiredText")}</p>
        <SignInForm only={me.user.email} onSignedIn={onSignedIn} />
      </DialogBody>
    </Dialog>
  );
}

function DemoOver({ open }: { open: boolean }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("demo.overTitle")} open={open} onClose={() => undefined} size="s" mustAnswer>
      <DialogBody
        actions={
          <Button look="primary" onClick={() => window.location.assign("/desk/start")}>
            {t("demo.overDo")}
          </Button>
        }
      >
        <p>{t("demo.overText")}</p>
      </DialogBody>
    </Dialog>
  );
}
