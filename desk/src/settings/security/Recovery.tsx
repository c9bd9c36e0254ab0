// Recovery codes: how many are left, making new ones, and the one time that they are shown.
import { Copy, Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { makeRecoveryCodes, type Security } from "@/api/security";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { toast } from "@/ui/toasts";
import { Card } from "./Card";
import styles from "./security.module.css";
import type { SecurityActions } from "./useSecurity";

export function Recovery({ security, actions }: { security: Security; actions: SecurityActions }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const left = security.recovery_codes_left;
  const words = left > 0 ? t("security.left", { count: left }) : t("security.noneLeft");
  return (
    <Card
      title={t("security.recovery")}
      text={t("security.recoveryText")}
      mark={{ words, good: left > 2 }}
      actions={<Button onClick={() => setAsking(true)}>{t("security.makeNew")}</Button>}
    >
      <Confirm
        title={t("security.makeNewTitle")}
        open={asking}
        confirm={t("security.makeNew")}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void actions.run(makeRecoveryCodes).then((made) => made && actions.added(made));
        }}
      >
        {t("security.makeNewText")}
      </Confirm>
    </Card>
  );
}

interface CodesOnceProps {
  codes: readonly string[];
  email: string;
  onDone: () => void;
}

/** The codes, until the person says that they are saved. */
export function CodesOnce({ codes, email, onDone }: CodesOnceProps) {
  const { t } = useTranslation();
  const text = `${t("security.fileHead", { email })}\n\n${codes.join("\n")}\n`;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toast("done", t("ui.copied"));
    } catch {
      toast("problem", t("errors.unexpected"));
    }
  };
  return (
    <Dialog title={t("security.codesTitle")} open onClose={onDone} mustAnswer>
      <DialogBody
        actions={
          <Button look="primary" onClick={onDone}>
            {t("security.saved")}
          </Button>
        }
      >
        <p>{t("security.codesOnce")}</p>
        <ul className={styles.recovery}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className={styles.actions}>
          <Button onClick={() => download(t("security.fileName"), text)}>
            <Download size={15} aria-hidden="true" />
            {t("security.download")}
          </Button>
          <Button onClick={() => void copy()}>
            <Copy size={15} aria-hidden="true" />
            {t("security.copyAll")}
          </Button>
        </div>
      </DialogBody>
    </Dialog>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
