// From which addresses one person may come.
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain, fieldErrors } from "@/api/explain";
import { fetchNetworks, type Networks, saveNetworks } from "@/api/security";
import type { Named } from "@/api/types";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextAreaField } from "@/ui/Field";
import { toast } from "@/ui/toasts";

interface NetworksDialogProps {
  person: Named;
  onClose: () => void;
}

export function NetworksDialog({ person, onClose }: NetworksDialogProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["networks", person.id],
    queryFn: () => fetchNetworks(person.id),
    staleTime: 0,
  });
  return (
    <Dialog title={t("signin.addressesOf", { name: person.name })} open onClose={onClose} size="s">
      <Loaded query={query}>
        {(found) => <NetworksForm id={person.id} found={found} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

interface FormProps {
  id: string;
  found: Networks;
  onClose: () => void;
}

function NetworksForm({ id, found, onClose }: FormProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("networks");
  const [text, setText] = useState(found.networks.join("\n"));
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      const networks = text.split(/[\s,]+/u).filter(Boolean);
      await saveNetworks(id, { networks, version: found.version });
      refresh();
      toast("done", t("settings.saved"));
      onClose();
    } catch (cause) {
      const stale = cause instanceof ApiError && cause.code === "stale";
      const atField = fieldErrors(cause).networks;
      setError(atField);
      if (stale) setProblem(t("settings.stale"));
      else setProblem(atField ? null : explain(cause, t));
      if (stale) refresh();
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={shared.form} onSubmit={(event) => void submit(event)} noValidate>
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
        <TextAreaField
          label={t("signin.networks")}
          hint={t("signin.addressesHint")}
          value={text}
          error={error}
          rows={5}
          spellCheck={false}
          autoFocus
          onChange={(event) => setText(event.target.value)}
        />
      </DialogBody>
    </form>
  );
}
