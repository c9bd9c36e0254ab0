// Asks before unsaved changes are left behind.
import type { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";

interface LeaveDialogProps {
  blocker: Extract<ReturnType<typeof useBlocker>, { status: string }>;
  onLeave: () => void;
}

export function LeaveDialog({ blocker, onLeave }: LeaveDialogProps) {
  const { t } = useTranslation();
  if (blocker.status !== "blocked") return null;
  return (
    <Dialog title={t("roles.leaveTitle")} open onClose={blocker.reset} size="s" alert>
      <DialogBody
        actions={
          <>
            <Button onClick={blocker.reset}>{t("roles.stay")}</Button>
            <Button
              look="danger"
              onClick={() => {
                onLeave();
                blocker.proceed();
              }}
            >
              {t("roles.leave")}
            </Button>
          </>
        }
      >
        <p>{t("roles.leaveText")}</p>
      </DialogBody>
    </Dialog>
  );
}
