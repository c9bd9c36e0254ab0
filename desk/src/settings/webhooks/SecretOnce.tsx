// The secret of a webhook, shown this once; and the dialog that makes a new one.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rotateSecret, type Webhook } from "@/api/webhooks";
import { ShownOnce } from "@/settings/ShownOnce";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { SelectField } from "@/ui/Field";
import { HeldOpen } from "@/ui/HeldOpen";

const HOURS = [0, 1, 24, 72, 168] as const;

export function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <ShownOnce
      secret={secret}
      copy={t("webhooks.copySecret")}
      then={t("webhooks.verifyText")}
      onDone={onDone}
    >
      {t("webhooks.onceText")}
    </ShownOnce>
  );
}

export function RotateDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation();
  const { save, busy } = useSave("webhooks", "webhook");
  const [hours, setHours] = useState(24);
  const [secret, setSecret] = useState<string | null>(null);
  if (secret !== null) {
    return (
      <Dialog title={t("webhooks.onceTitle")} open onClose={onClose} mustAnswer>
        <SecretOnce secret={secret} onDone={onClose} />
      </Dialog>
    );
  }
  const rotate = (): void =>
    void save(async () => setSecret((await rotateSecret(webhook.id, hours)).secret));
  return (
    <Dialog title={t("webhooks.rotate")} open onClose={onClose} size="s">
      <DialogBody
        actions={
          <>
            <Button disabled={busy} onClick={onClose}>
              {t("ui.cancel")}
            </Button>
            <Button look="primary" busy={busy} onClick={rotate}>
              {t("webhooks.makeSecret")}
            </Button>
          </>
        }
      >
        <HeldOpen when={busy} />
        <p>{t("webhooks.rotateText")}</p>
        <SelectField
          label={t("webhooks.oldFor")}
          value={hours}
          onChange={(event) => setHours(Number(event.target.value))}
        >
          {HOURS.map((each) => (
            <option key={each} value={each}>
              {each === 0 ? t("webhooks.oldEnds") : t("webhooks.oldHours", { count: each })}
            </option>
          ))}
        </SelectField>
      </DialogBody>
    </Dialog>
  );
}
