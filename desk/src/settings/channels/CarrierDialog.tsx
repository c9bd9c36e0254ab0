// Adding or changing a carrier over SMPP.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { createCarrier, saveCarrier } from "@/api/settings";
import type { SmppCarrier } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { CheckField, SelectField, TextAreaField, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { formOf, inRange, ranges, switchesOf, textOf } from "./carrierForm";

interface CarrierDialogProps {
  carrier: SmppCarrier | null;
  onClose: () => void;
  onBack?: () => void;
}

const numeric = (name: keyof typeof ranges) => (text: string) =>
  inRange(name, text) ? undefined : ("badNumber" as const);

const checks = {
  name: requiredProblem,
  host: requiredProblem,
  system_id: requiredProblem,
  port: numeric("port"),
  window: numeric("window"),
  per_second: numeric("per_second"),
  enquire_seconds: numeric("enquire_seconds"),
};

export function CarrierDialog({ carrier, onClose, onBack }: CarrierDialogProps) {
  const { t } = useTranslation();
  const { refresh, orRefresh } = useSave("carriers");
  const [switches, setSwitches] = useState(() => switchesOf(carrier));
  const needed = carrier ? checks : { ...checks, password: requiredProblem };
  const form = useForm(textOf(carrier), needed, async (text) => {
    const body = formOf(text, switches);
    if (carrier) await orRefresh(saveCarrier(carrier.id, carrier.version, body));
    else await createCarrier(body);
    refresh();
    onClose();
  });
  const { field } = form;
  const range = (name: keyof typeof ranges) => {
    const [from, to] = ranges[name];
    const { error, ...rest } = field(name);
    const words = error === t("forms.badNumber") ? t("channels.badNumber", { from, to }) : error;
    return { ...rest, error: words, inputMode: "numeric" as const, autoComplete: "off" };
  };
  const plain = { autoComplete: "off", spellCheck: false };
  return (
    <FormDialog
      title={
        carrier
          ? t("channels.editCarrier")
          : t("channels.addCarrierOf", { kind: t("channels.smpp") })
      }
      form={form}
      submit={t(carrier ? "ui.save" : "channels.addCarrier")}
      onClose={onClose}
      onBack={onBack}
    >
      <TextField
        {...field("name")}
        {...plain}
        label={t("channels.name")}
        maxLength={255}
        autoFocus
      />
      <div className={shared.pair}>
        <TextField {...field("host")} {...plain} label={t("channels.host")} maxLength={253} />
        <TextField {...range("port")} label={t("channels.port")} />
      </div>
      <div className={shared.pair}>
        <TextField
          {...field("system_id")}
          {...plain}
          label={t("channels.systemId")}
          maxLength={15}
        />
        <TextField
          {...field("password")}
          label={t("channels.password")}
          type="password"
          autoComplete="new-password"
          maxLength={63}
          hint={carrier ? t("channels.keepPassword") : null}
        />
      </div>
      <SelectField
        label={t("channels.bind")}
        value={switches.bind}
        onChange={(event) =>
          setSwitches({ ...switches, bind: event.target.value as SmppCarrier["bind"] })
        }
      >
        {(["transceiver", "both", "transmitter", "receiver"] as const).map((each) => (
          <option key={each} value={each}>
            {t(`channels.${each}`)}
          </option>
        ))}
      </SelectField>
      <CheckField
        label={t("channels.tls")}
        checked={switches.tls}
        onChange={(event) => setSwitches({ ...switches, tls: event.target.checked })}
      />
      {switches.tls ? (
        <>
          <TextField
            {...field("tls_server_name")}
            {...plain}
            label={t("channels.tlsName")}
            hint={t("channels.tlsNameHint")}
            maxLength={253}
          />
          <TextAreaField
            {...field("tls_authorities")}
            {...plain}
            label={t("channels.tlsAuthorities")}
            hint={t("channels.tlsAuthoritiesHint")}
            rows={3}
            maxLength={100_000}
          />
        </>
      ) : null}
      <CheckField
        label={t("channels.enabled")}
        hint={t("channels.enabledHint")}
        checked={switches.enabled}
        onChange={(event) => setSwitches({ ...switches, enabled: event.target.checked })}
      />
      <fieldset>
        <legend className={shared.legend}>{t("channels.advanced")}</legend>
        <div className={shared.choices}>
          <div className={shared.pair}>
            <TextField {...range("per_second")} label={t("channels.perSecond")} />
            <TextField
              {...range("window")}
              label={t("channels.window")}
              hint={t("channels.windowHint")}
            />
          </div>
          <div className={shared.pair}>
            <TextField {...range("enquire_seconds")} label={t("channels.enquire")} />
            <TextField
              {...field("system_type")}
              {...plain}
              label={t("channels.systemType")}
              hint={t("channels.systemTypeHint")}
              maxLength={12}
            />
          </div>
        </div>
      </fieldset>
    </FormDialog>
  );
}
