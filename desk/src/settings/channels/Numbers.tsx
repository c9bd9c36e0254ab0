// The account's numbers and the carrier each belongs to.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Hash, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { createNumber, fetchNumbers, removeNumber } from "@/api/settings";
import type { Carrier, OurNumber } from "@/api/types";
import { Loaded } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button, IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { countryName } from "@/ui/countries";
import { cx } from "@/ui/cx";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { EmptyState } from "@/ui/EmptyState";
import { FormError, SelectField, TextField } from "@/ui/Field";
import { PhoneNumber } from "@/ui/PhoneNumber";
import { readablePhone } from "@/ui/phone";
import { dateOf } from "@/ui/when";
import { Capabilities } from "./orders/Capabilities";
import { money } from "./orders/names";
import { ReleaseDialog } from "./orders/ReleaseDialog";

export function Numbers({ carriers }: { carriers: readonly Carrier[] }) {
  const { t } = useTranslation();
  const numbers = useQuery({ queryKey: ["numbers"], queryFn: fetchNumbers });
  const [adding, setAdding] = useState(false);
  return (
    <section aria-label={t("channels.numbers")}>
      <div className={shared.subhead}>
        <h3>{t("channels.numbers")}</h3>
        <Button
          disabled={carriers.length === 0}
          title={carriers.length === 0 ? t("channels.needCarrier") : undefined}
          onClick={() => setAdding(true)}
        >
          <Plus size={15} aria-hidden="true" />
          {t("channels.addNumber")}
        </Button>
      </div>
      <Loaded query={numbers}>
        {({ items }) =>
          items.length === 0 ? (
            <div className={shared.card}>
              <EmptyState icon={<Hash size={24} />} title={t("channels.noNumbers")}>
                {t(carriers.length === 0 ? "channels.needCarrier" : "channels.noNumbersText")}
              </EmptyState>
            </div>
          ) : (
            <Table
              hasActions
              columns={[
                t("channels.number"),
                t("orders.country"),
                t("orders.capabilities"),
                t("inbound.textsGo"),
                t("channels.carrier"),
                t("orders.price"),
                t("channels.added"),
              ]}
            >
              {items.map((each) => (
                <NumberRow key={each.id} number={each} />
              ))}
            </Table>
          )
        }
      </Loaded>
      {adding ? <NumberDialog carriers={carriers} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}

function NumberRow({ number }: { number: OurNumber }) {
  const { t } = useTranslation();
  const { save } = useSave("numbers");
  const [asking, setAsking] = useState(false);
  return (
    <tr>
      <td className={shared.number}>
        <Link to="/channels/numbers/$numberId" params={{ numberId: number.id }}>
          <PhoneNumber number={number.number} />
        </Link>
      </td>
      <td>
        <div>
          {number.country ? countryName(number.country) : null}
          <p className={shared.hint}>{t(`orders.kinds.${number.kind}`)}</p>
        </div>
      </td>
      <td>
        <Capabilities of={number.capabilities} />
      </td>
      <td>
        <TextsGo number={number} />
      </td>
      <td>{number.carrier.name}</td>
      <td className={shared.number}>
        {number.monthly_price && number.currency
          ? t("orders.perMonth", { price: money(number.monthly_price, number.currency) })
          : ""}
      </td>
      <td className={cx(shared.quiet, shared.number)}>{dateOf(number.created_at)}</td>
      <td className={shared.end}>
        <IconButton
          label={`${t(number.is_bought ? "orders.release" : "ui.remove")}: ${readablePhone(number.number)}`}
          onClick={() => setAsking(true)}
        >
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
        {number.is_bought && asking ? (
          <ReleaseDialog number={number} onClose={() => setAsking(false)} />
        ) : null}
        <Confirm
          title={t("channels.removeNumberTitle", { number: readablePhone(number.number) })}
          open={asking && !number.is_bought}
          confirm={t("ui.remove")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => void (await save(() => removeNumber(number.id)))}
        >
          {t("channels.removeNumberText")}
        </Confirm>
      </td>
    </tr>
  );
}

function TextsGo({ number: { capabilities, texts } }: { number: OurNumber }) {
  const { t } = useTranslation();
  if (!capabilities.includes("sms")) return null;
  const notes = [
    texts.follows_account ? t("inbound.byAccount") : null,
    texts.keywords > 0 ? t("inbound.andKeywords", { count: texts.keywords }) : null,
  ].filter(Boolean);
  return (
    <div>
      {texts.action === "none" ? (
        <span className={shared.warn}>{t("inbound.nowhere")}</span>
      ) : (
        t(`inbound.actions.${texts.action}`)
      )}
      {texts.target ? (
        <p className={shared.hint}>
          <bdi>{texts.target}</bdi>
        </p>
      ) : null}
      {notes.length > 0 ? <p className={shared.hint}>{notes.join(" · ")}</p> : null}
    </div>
  );
}

/** People write numbers with spaces, dashes and brackets; those mean nothing. */
const bare = (text: string): string => text.replace(/[\s().\-/]/g, "");

const numberProblem = (text: string) =>
  requiredProblem(text) ?? (/^\+[1-9]\d{5,14}$/.test(bare(text)) ? undefined : "numberInvalid");

interface NumberDialogProps {
  carriers: readonly Carrier[];
  onClose: () => void;
}

function NumberDialog({ carriers, onClose }: NumberDialogProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("numbers");
  const { form, field, busy, problem, onSubmit } = useForm(
    { number: "", carrier_id: carriers[0]?.id ?? "" },
    { number: numberProblem, carrier_id: requiredProblem },
    async (values) => {
      await createNumber(bare(values.number), values.carrier_id);
      refresh();
      onClose();
    },
  );
  return (
    <Dialog title={t("channels.addNumber")} open onClose={onClose} size="s">
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {t("channels.addNumber")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <TextField
            {...field("number")}
            label={t("channels.number")}
            hint={t("channels.numberHint")}
            type="tel"
            autoComplete="off"
            maxLength={40}
            autoFocus
          />
          <SelectField {...field("carrier_id")} label={t("channels.carrier")}>
            {carriers.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </SelectField>
        </DialogBody>
      </form>
    </Dialog>
  );
}
