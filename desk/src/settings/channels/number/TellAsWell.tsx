// An address that is told of each text beside its conversation, in the shape of the vendor's wire.

import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useForm } from "@/access/form/useForm";
import { type Inbound, tellAsWell } from "@/api/inbound";
import type { OurNumber } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { IconButton } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
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
      {editing ? <TellDialog number={number} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

function TellDialog({ number, onClose }: { number: OurNumber; onClose: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useSave("number", "numbers");
  const form = useForm({ forward_url: number.forward_url ?? "" }, {}, async ({ forward_url }) => {
    try {
      await tellAsWell(number, forward_url.trim() || null);
      onClose();
    } finally {
      refresh();
    }
  });
  return (
    <FormDialog
      title={t("inbound.asWell")}
      size="s"
      form={form}
      submit={t("ui.save")}
      onClose={onClose}
    >
      <TextField
        {...form.field("forward_url")}
        label={t("inbound.targets.url")}
        hint={t("inbound.asWellHint")}
        autoComplete="off"
        inputMode="url"
        placeholder="https://"
        spellCheck={false}
        maxLength={2000}
        autoFocus
      />
    </FormDialog>
  );
}
