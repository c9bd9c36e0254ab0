// Asking whoever runs Hubbub for another plan or more seats.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useForm } from "@/access/form/useForm";
import { type AccountPlan, askForMore } from "@/api/plans";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, SelectField, TextAreaField, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";

interface AskDialogProps {
  plan: AccountPlan;
  /** The plan that is chosen when it opens. */
  wanted: string;
  onClose: () => void;
}

export function AskDialog({ plan, wanted, onClose }: AskDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const chosen = plan.offered.find(({ key }) => key === wanted) ?? plan.offered[0];
  const more = chosen && chosen.key !== plan.plan_key ? chosen.seats : plan.seats.total;
  const { form, field, busy, problem, onSubmit } = useForm(
    { plan: chosen?.key ?? "", seats: String(more), note: "" },
    { seats: (text) => (/^[1-9]\d{0,6}$/u.test(text.trim()) ? undefined : "seatsInvalid") },
    async (values) => {
      const now = await askForMore({ ...values, seats: Number(values.seats) });
      queries.setQueryData(["plan"], now);
      toast("done", t("plans.sent"));
      onClose();
    },
  );
  return (
    <Dialog title={t("plans.askTitle")} open onClose={onClose}>
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {t("plans.send")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <p className={shared.quiet}>{t("plans.askText")}</p>
          <SelectField {...field("plan")} label={t("plans.plan")}>
            {plan.offered.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField
            {...field("seats")}
            label={t("plans.seatsWanted")}
            hint={t("plans.seatsHint", { count: plan.seats.used })}
            inputMode="numeric"
          />
          <TextAreaField
            {...field("note")}
            label={t("plans.note")}
            hint={t("plans.noteHint")}
            rows={3}
            maxLength={2000}
          />
        </DialogBody>
      </form>
    </Dialog>
  );
}
