// Asks before something final is done.
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import styles from "./Confirm.module.css";
import { Dialog } from "./Dialog";
import { DialogBody } from "./DialogBody";

interface ConfirmProps {
  title: string;
  open: boolean;
  confirm: string;
  danger?: boolean;
  children: ReactNode;
  onClose: () => void;
  /** The dialog closes when it has settled; failures are the caller's to tell. */
  onConfirm: () => Promise<void> | void;
}

export function Confirm({
  title,
  open,
  confirm,
  danger,
  children,
  onClose,
  onConfirm,
}: ConfirmProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const act = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
      onClose();
    }
  };
  return (
    <Dialog title={title} open={open} onClose={onClose} size="s" alert>
      <DialogBody
        actions={
          <>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look={danger ? "danger" : "primary"} busy={busy} onClick={() => void act()}>
              {confirm}
            </Button>
          </>
        }
      >
        <div className={styles.said}>{children}</div>
      </DialogBody>
    </Dialog>
  );
}
