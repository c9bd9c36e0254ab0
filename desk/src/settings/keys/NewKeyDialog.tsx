// Creating a key: its name, what it may do, how long it lives; then the key itself, once.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { createKey } from "@/api/settings";
import { ShownOnce } from "@/settings/ShownOnce";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextField } from "@/ui/Field";
import { HeldOpen } from "@/ui/HeldOpen";
import { dayProblem, endOf, networksIn } from "./expiry";
import { KeyLimits } from "./KeyLimits";
import { ScopeChoices } from "./ScopeChoices";

export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [key, setKey] = useState<string | null>(null);
  if (key !== null) {
    return (
      <Dialog title={t("keys.onceTitle")} open onClose={onClose} mustAnswer>
        <ShownOnce secret={key} copy={t("keys.copyKey")} onDone={onClose}>
          {t("keys.onceText")}
        </ShownOnce>
      </Dialog>
    );
  }
  return (
    <Dialog title={t("keys.create")} open onClose={onClose}>
      <KeyForm onClose={onClose} onCreated={setKey} />
    </Dialog>
  );
}

interface KeyFormProps {
  onClose: () => void;
  onCreated: (key: string) => void;
}

function KeyForm({ onClose, onCreated }: KeyFormProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("keys");
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState(false);
  const { form, field, values, busy, problem, onSubmit } = useForm(
    { name: "", life: "90", day: "", networks: "" },
    { name: requiredProblem, day: dayProblem },
    async ({ name, life, day, networks }) => {
      setAsked(true);
      if (scopes.length === 0) return;
      const created = await createKey({
        name: name.trim(),
        scopes: [...scopes],
        networks: networksIn(networks),
        expires_at: endOf(life, day),
      });
      refresh();
      onCreated(created.key);
    },
  );
  return (
    <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
      <DialogBody
        actions={
          <>
            <Button disabled={busy} onClick={onClose}>
              {t("ui.cancel")}
            </Button>
            <Button look="primary" type="submit" busy={busy}>
              {t("keys.create")}
            </Button>
          </>
        }
      >
        <HeldOpen when={busy} />
        <FormError>
          {problem ?? (asked && scopes.length === 0 ? t("keys.chooseScope") : null)}
        </FormError>
        <TextField
          {...field("name")}
          label={t("keys.name")}
          hint={t("keys.nameHint")}
          autoComplete="off"
          maxLength={100}
          autoFocus
        />
        <ScopeChoices chosen={scopes} onChange={setScopes} />
        <KeyLimits field={field} life={values.life} />
      </DialogBody>
    </form>
  );
}
