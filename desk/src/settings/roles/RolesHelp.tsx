// What roles are, in short. Pages of help for users take this place once there are some.
import { CircleHelp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import styles from "./Roles.module.css";

const sentences = ["help1", "help2", "help3", "help4", "helpMore"] as const;

export function RolesHelp() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <CircleHelp size={15} aria-hidden="true" />
        {t("roles.help")}
      </Button>
      <Dialog title={t("roles.help")} open={open} onClose={() => setOpen(false)}>
        <DialogBody actions={<Button onClick={() => setOpen(false)}>{t("ui.close")}</Button>}>
          <div className={styles.helpText}>
            {sentences.map((each) => (
              <p key={each}>{t(`roles.${each}`)}</p>
            ))}
          </div>
        </DialogBody>
      </Dialog>
    </>
  );
}
