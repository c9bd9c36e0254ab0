// Changing a key: its name, from where it may be used, and how long.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { ApiError } from "@/api/client";
import { fetchKeys, saveKey } from "@/api/settings";
import type { ApiKey } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, SelectField, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { exactTime } from "@/ui/when";
import { dayProblem, endOf, networksIn } from "./expiry";
import { KeyLimits } from "./KeyLimits";

interface ChangeKeyDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
}

export function ChangeKeyDialog({ apiKey, onClose }: ChangeKeyDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("keys.change")} open onClose={onClose}>
      <ChangeForm apiKey={apiKey} onClose={onClose} />
    </Dialog>
  );
}

function ChangeForm({ apiKey, onClose }: ChangeKeyDialogProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("keys");
  // What was typed stays; what somebody else saved meanwhile is told, and put over on purpose.
  const [latest, setLatest] = useState(apiKey);
  const stale = latest.version !== apiKey.version;
  const begin = {
    name: apiKey.name,
    life: "keep",
    day: "",
    state: apiKey.state === "disabled" ? "off" : "on",
    networks: apiKey.networks.join("\n"),
  };
  const { form, field, values, busy, problem, onSubmit } = useForm(
    begin,
    { name: requiredProblem, day: dayProblem },
    async ({ name, life, day, state, networks }) => {
      const expires_at = life === "keep" ? latest.expires_at : endOf(life, day);
      // What was left as it was is not sent, so that it undoes nobody else's change.
      const enabled = state === begin.state ? undefined : state === "on";
      const body = { name: name.trim(), networks: networksIn(networks), expires_at, enabled };
      try {
        await saveKey(apiKey.id, { ...body, version: latest.version });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "stale") throw error;
        const now = (await fetchKeys(false)).items.find((each) => each.id === apiKey.id);
        if (!now) throw error;
        setLatest(now);
        return;
      }
      refresh();
      toast("done", t("keys.saved"));
      onClose();
    },
  );
  return (
    <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
      <DialogBody
        actions={
          <>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look="primary" type="submit" busy={busy}>
              {t("ui.save")}
            </Button>
          </>
        }
      >
        <FormError>
          {problem ??
            (stale
              ? t("keys.staleText", {
                  name: latest.name,
                  networks: latest.networks.join(", ") || t("keys.anywhere"),
                  expires: latest.expires_at ? exactTime(latest.expires_at) : t("keys.expiryNever"),
                })
              : null)}
        </FormError>
        <TextField {...field("name")} label={t("keys.name")} maxLength={100} autoFocus />
        <SelectField {...field("state")} label={t("keys.state")} hint={t("keys.stateHint")}>
          <option value="on">{t("keys.stateOn")}</option>
          <option value="off">{t("keys.stateOff")}</option>
        </SelectField>
        <KeyLimits field={field} life={values.life} now={apiKey.expires_at} />
        <p className={shared.hint}>{t("keys.scopesFixed")}</p>
      </DialogBody>
    </form>
  );
}
