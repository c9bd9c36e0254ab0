// An address that is told of each text beside its conversation, in the shape of the vendor's wire.

import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useForm } from "@/access/form/useForm";
import { type Inbound, tellAsWell } from "@/api/inbound";
import type { OurNumber } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button, IconButton } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextField } from "@/ui/Field";
import { SetBy } from "./DefaultRow";
import styles from "./number.module.css";

interface TellAsWellProps {
  number: OurNumber;
  inbound: Inbound;
}

export function TellAsWell({ number, inbound }: TellAsWellProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <p className={styles.name}>{t("inbound.asWell")}</p>
        <p>
          {number.forward_url ? (
            <bdi className={shared.mono}>{number.forward_url}</bdi>
          ) : (
            t("inbound.nobody")
          )}
        </p>
        <p className={shared.hint}>{t("inbound.asWellText")}</p>
        <SetBy author={inbound.told_by} />
      </div>
      <IconButton
        label={`${t("inbound.edit")}: ${t("inbound.asWell")}`}
        disabled={!inbound.may_forward}
        onClick={() => setEditing(true)}
      >
        <Pencil size={15} aria-hidden="true" />
      </IconButton>
      {editing ? (
        <Dialog title={t("inbound.asWell")} open onClose={() => setEditing(false)} size="s">
          <TellForm number={number} onClose={() => setEditing(false)} />
        </Dialog>
      ) : null}
    </div>
  );
}

function TellForm({ number, onClose }: { number: OurNumber; onClose: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useSave("number", "numbers");
  const { form, field, busy, problem, onSubmit } = useForm(
    { forward_url: number.forward_url ?? "" },
    {},
    async ({ forward_url }) => {
      try {
        await tellAsWell(number, forward_url.trim() || null);
        onClose();
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
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look="primary" type="submit" busy={busy}>
              {t("ui.save")}
            </Button>
          </>
        }
      >
        <FormError>{problem}</FormError>
        <TextField
          {...field("forward_url")}
          label={t("inbound.targets.url")}
          hint={t("inbound.asWellHint")}
          autoComplete="off"
          inputMode="url"
          placeholder="https://"
          spellCheck={false}
          maxLength={2000}
          autoFocus
        />
      </DialogBody>
    </form>
  );
}
