// Adds a name that texts come from in the place of a number.
import { Check, Circle, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { addSenderName } from "@/api/senders";
import type { Carrier } from "@/api/types";
import { useSave } from "@/settings/useSave";
import { SelectField, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { toast } from "@/ui/toasts";
import { nameProblem, rulesOf } from "./rules";
import styles from "./senders.module.css";

interface NameDialogProps {
  carriers: readonly Carrier[];
  onClose: () => void;
}

export function NameDialog({ carriers, onClose }: NameDialogProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("senders", "availableSenders");
  const form = useForm(
    { name: "", carrier_id: carriers[0]?.id ?? "" },
    { name: nameProblem, carrier_id: requiredProblem },
    async ({ name, carrier_id }) => {
      const added = await addSenderName(name, carrier_id);
      refresh();
      toast("done", t("senders.added", { name: added.value }));
      onClose();
    },
  );
  return (
    <FormDialog
      title={t("senders.addName")}
      size="s"
      form={form}
      submit={t("senders.addName")}
      onClose={onClose}
    >
      <TextField
        {...form.field("name")}
        label={t("senders.name")}
        hint={t("senders.nameHint")}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        autoFocus
      />
      <Rules name={form.values.name} />
      <SelectField
        {...form.field("carrier_id")}
        label={t("channels.carrier")}
        hint={t("senders.carrierHint")}
      >
        {carriers.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}

/** Told while it is typed, so that nobody has to try. */
function Rules({ name }: { name: string }) {
  const { t } = useTranslation();
  const isEmpty = name.trim() === "";
  return (
    <ul className={styles.rules}>
      {rulesOf(name).map(({ id, holds }) => {
        const state = isEmpty ? "open" : holds ? "kept" : "broken";
        const Icon = { open: Circle, kept: Check, broken: X }[state];
        return (
          <li key={id} data-state={state}>
            <Icon size={13} aria-hidden="true" />
            {t(`senders.rules.${id}`)}
            {isEmpty ? null : (
              <span className="visually-hidden">{t(`senders.${state as "kept"}`)}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
