// Adding or changing a carrier over HTTP; what it asks for comes from the server.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import {
  type CarrierKind,
  createHttpCarrier,
  fetchCarrierKinds,
  saveHttpCarrier,
} from "@/api/carriersOverHttp";
import type { HttpCarrier } from "@/api/types";
import { inRange, ranges } from "@/settings/channels/carrierForm";
import { Loaded } from "@/settings/Section";
import { useSave } from "@/settings/useSave";
import { Dialog } from "@/ui/Dialog";
import { CheckField, TextField } from "@/ui/Field";
import { FormInDialog } from "@/ui/FormDialog";
import { Door } from "./Door";
import { SettingField } from "./SettingField";
import { nameOf, settingsOf, textOf } from "./settings";

interface HttpCarrierDialogProps {
  kind: string;
  carrier: HttpCarrier | null;
  onClose: () => void;
  onBack?: () => void;
}

export function HttpCarrierDialog({ kind, carrier, ...ways }: HttpCarrierDialogProps) {
  const { t } = useTranslation();
  const kinds = useQuery({ queryKey: ["carrierKinds"], queryFn: fetchCarrierKinds });
  const found = kinds.data?.items.find((each) => each.kind === kind);
  const title = carrier
    ? t("channels.editCarrier")
    : t("channels.addCarrierOf", { kind: found?.title });
  return (
    <Dialog title={title} open onClose={ways.onClose}>
      <Loaded query={kinds}>
        {() => (found ? <HttpForm kind={found} carrier={carrier} {...ways} /> : null)}
      </Loaded>
    </Dialog>
  );
}

interface HttpFormProps {
  kind: CarrierKind;
  carrier: HttpCarrier | null;
  onClose: () => void;
  onBack?: () => void;
}

function HttpForm({ kind, carrier, onClose, onBack }: HttpFormProps) {
  const { t } = useTranslation();
  const { refresh, orRefresh } = useSave("carriers", "numberCountries", "numberOffers");
  const [enabled, setEnabled] = useState(carrier?.enabled ?? true);
  const [simulated, setSimulated] = useState(carrier?.simulated ?? false);
  const form = useForm(
    textOf(kind, carrier),
    {
      name: requiredProblem,
      per_second: (text: string) => (inRange("per_second", text) ? undefined : "badNumber"),
    },
    async (text) => {
      const body = {
        name: (text.name ?? "").trim(),
        settings: simulated ? {} : settingsOf(kind, text),
        per_second: Number(text.per_second),
        enabled,
      };
      if (carrier) await orRefresh(saveHttpCarrier(carrier.id, carrier.version, body));
      else await createHttpCarrier(kind.kind, simulated, body);
      refresh();
      onClose();
    },
  );
  const { field } = form;
  const limit = field("per_second");
  const [from, to] = ranges.per_second;
  const tooMuch = limit.error === t("forms.badNumber");
  return (
    <FormInDialog
      form={form}
      submit={t(carrier ? "ui.save" : "channels.addCarrier")}
      onClose={onClose}
      onBack={onBack}
    >
      <TextField
        {...field("name")}
        label={t("channels.name")}
        maxLength={100}
        autoComplete="off"
        autoFocus
      />
      {kind.can_be_simulated && !carrier ? (
        <CheckField
          label={t("carriersOverHttp.simulate", { title: kind.title })}
          hint={t("carriersOverHttp.simulateHint")}
          checked={simulated}
          onChange={(event) => setSimulated(event.target.checked)}
        />
      ) : null}
      {simulated
        ? null
        : kind.settings.map((each) => (
            <SettingField
              key={each.name}
              setting={each}
              field={field(nameOf(each))}
              isSet={carrier?.secrets.includes(each.name) ?? false}
            />
          ))}
      <TextField
        {...limit}
        error={tooMuch ? t("channels.badNumber", { from, to }) : limit.error}
        label={t("channels.perSecond")}
        hint={t("carriersOverHttp.perSecondHint")}
        inputMode="numeric"
        autoComplete="off"
      />
      <CheckField
        label={t("carriersOverHttp.enabled")}
        hint={t("channels.enabledHint")}
        checked={enabled}
        onChange={(event) => setEnabled(event.target.checked)}
      />
      {carrier?.door && !simulated ? <Door door={carrier.door} /> : null}
    </FormInDialog>
  );
}
