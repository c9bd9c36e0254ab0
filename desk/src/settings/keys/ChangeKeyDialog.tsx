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
import { SelectField, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
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
  const { refresh } = useSave("keys");
  // What was typed stays; what somebody else saved meanwhile is told, and put over on purpose.
  // The list behind is fetched anew, and the key with it: what was looked at is kept here.
  const [seen] = useState(apiKey);
  const [latest, setLatest] = useState(apiKey);
  const stale = latest.version !== seen.version;
  const begin = {
    name: seen.name,
    life: "keep",
    day: "",
    state: seen.state === "disabled" ? "off" : "on",
    networks: seen.networks.join("\n"),
  };
  const form = useForm(
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
  const told = stale
    ? t("keys.staleText", {
        name: latest.name,
        networks: latest.networks.join(", ") || t("keys.anywhere"),
        expires: latest.expires_at ? exactTime(latest.expires_at) : t("keys.expiryNever"),
      })
    : null;
  return (
    <FormDialog
      title={t("keys.change")}
      form={{ ...form, problem: form.problem ?? told }}
      submit={t("ui.save")}
      onClose={onClose}
    >
      <TextField {...form.field("name")} label={t("keys.name")} maxLength={100} autoFocus />
      <SelectField {...form.field("state")} label={t("keys.state")} hint={t("keys.stateHint")}>
        <option value="on">{t("keys.stateOn")}</option>
        <option value="off">{t("keys.stateOff")}</option>
      </SelectField>
      <KeyLimits field={form.field} life={form.values.life} now={seen.expires_at} />
      <p className={shared.hint}>{t("keys.scopesFixed")}</p>
    </FormDialog>
  );
}
