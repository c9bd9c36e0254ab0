// A secret that is shown this once, to be kept by whoever asked for it.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/Button";
import { CopyLine } from "@/ui/CopyLine";
import { DialogBody } from "@/ui/DialogBody";

interface ShownOnceProps {
  /** What it is for, and that it is shown once. */
  children: ReactNode;
  secret: string;
  copy: string;
  /** What to do with it next. */
  then?: string;
  onDone: () => void;
}

export function ShownOnce({ children, secret, copy, then, onDone }: ShownOnceProps) {
  const { t } = useTranslation();
  return (
    <DialogBody
      actions={
        <Button look="primary" onClick={onDone}>
          {t("ui.done")}
        </Button>
      }
    >
      <p>{children}</p>
      <CopyLine text={secret} label={copy} />
      {then === undefined ? null : <p>{then}</p>}
    </DialogBody>
  );
}
