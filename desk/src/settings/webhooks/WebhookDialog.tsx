// Adding or changing a webhook; a new one then shows its secret, once.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { fieldErrors } from "@/api/explain";
import {
  addWebhook,
  changeWebhook,
  type Webhook,
  type Webhooks,
  type WebhookWithSecret,
} from "@/api/webhooks";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { CheckField, FormError, TextField } from "@/ui/Field";
import { HeldOpen } from "@/ui/HeldOpen";
import { HeaderFields, type OwnHeader, sentHeaders } from "./HeaderFields";
import { SecretOnce } from "./SecretOnce";
import styles from "./webhooks.module.css";

interface WebhookDialogProps {
  webhook: Webhook | null;
  kinds: Webhooks["kinds"];
  onClose: (saved: Webhook | null) => void;
}

export function WebhookDialog({ webhook, kinds, onClose }: WebhookDialogProps) {
  const { t } = useTranslation();
  const [added, setAdded] = useState<WebhookWithSecret | null>(null);
  if (added) {
    const done = (): void => onClose(added.webhook);
    return (
      <Dialog title={t("webhooks.onceTitle")} open onClose={done} mustAnswer>
        <SecretOnce secret={added.secret} onDone={done} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t(webhook ? "webhooks.edit" : "webhooks.add")}
      open
      onClose={() => onClose(null)}
    >
      <WebhookForm webhook={webhook} kinds={kinds} onClose={onClose} onAdded={setAdded} />
    </Dialog>
  );
}

interface FormProps extends WebhookDialogProps {
  onAdded: (added: WebhookWithSecret) => void;
}

function WebhookForm({ webhook, kinds, onClose, onAdded }: FormProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("webhooks", "webhook");
  const [chosen, setChosen] = useState<readonly string[]>(webhook?.kinds ?? []);
  const [headers, setHeaders] = useState<readonly OwnHeader[]>(
    (webhook?.headers ?? []).map((name, id) => ({ id, name, value: "", isKept: true })),
  );
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: webhook?.name ?? "", url: webhook?.url ?? "" },
    { name: requiredProblem, url: requiredProblem },
    async ({ name, url }) => {
      if (chosen.length === 0) return setWrong({ kinds: t("webhooks.chooseEvent") });
      setWrong({});
      const body = { name, url, kinds: [...chosen], headers: sentHeaders(headers) };
      try {
        if (webhook) {
          onClose(await changeWebhook(webhook.id, { ...body, version: webhook.version }));
        } else onAdded(await addWebhook(body));
      } catch (error) {
        setWrong(fieldErrors(error));
        throw error;
      } finally {
        refresh();
      }
    },
  );
  return (
    <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
      <DialogBody
        actions={
          <>
            <Button disabled={busy} onClick={() => onClose(null)}>
              {t("ui.cancel")}
            </Button>
            <Button look="primary" type="submit" busy={busy}>
              {t(webhook ? "ui.save" : "webhooks.add")}
            </Button>
          </>
        }
      >
        <HeldOpen when={busy} />
        <FormError>{wrong.headers ? null : (problem ?? wrong.kinds ?? null)}</FormError>
        <TextField
          {...field("name")}
          label={t("webhooks.name")}
          hint={t("webhooks.nameHint")}
          autoComplete="off"
          maxLength={100}
          autoFocus
        />
        <TextField
          {...field("url")}
          label={t("webhooks.address")}
          hint={t("webhooks.addressHint")}
          autoComplete="off"
          inputMode="url"
          placeholder="https://"
          spellCheck={false}
        />
        <KindChoices kinds={kinds} chosen={chosen} onChange={setChosen} />
        <HeaderFields headers={headers} error={wrong.headers} onChange={setHeaders} />
        <p className={shared.hint}>{t(webhook ? "webhooks.takesOver" : "webhooks.actsForYou")}</p>
      </DialogBody>
    </form>
  );
}

interface KindChoicesProps {
  kinds: Webhooks["kinds"];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

function KindChoices({ kinds, chosen, onChange }: KindChoicesProps) {
  const { t } = useTranslation();
  const toggle = (key: string): void =>
    onChange(chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]);
  return (
    <fieldset>
      <legend className={shared.legend}>{t("webhooks.events")}</legend>
      <div className={styles.kinds}>
        {kinds.map(({ key, text }) => (
          <CheckField
            key={key}
            label={t(`webhooks.kinds.${key.replaceAll(".", "_") as "person_met"}`, {
              defaultValue: text,
            })}
            hint={<span className={shared.mono}>{key}</span>}
            checked={chosen.includes(key)}
            onChange={() => toggle(key)}
          />
        ))}
      </div>
    </fieldset>
  );
}
