// Passing over what is in the way: what is lost by it, and why it may be.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useForm } from "@/access/form/useForm";
import { type Stuck, skipStuck } from "@/api/stuck";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { lossWords } from "./words";

export function SkipDialog({ stuck, onClose }: { stuck: Stuck; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { form, field, busy, problem, onSubmit } = useForm({ reason: "" }, {}, async (values) => {
    queries.setQueryData(["stuck-work"], await skipStuck(stuck, values.reason));
    toast("done", t("stuck.skipped"));
    onClose();
  });
  return (
    <Dialog title={t("stuck.skipTitle")} open onClose={onClose} size="s">
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="danger" type="submit" busy={busy}>
                {t("stuck.skip")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <p>
            {lossWords(stuck.reader, t)} {t("stuck.skipText")}
          </p>
          <TextField {...field("reason")} label={t("stuck.reason")} maxLength={300} />
        </DialogBody>
      </form>
    </Dialog>
  );
}
