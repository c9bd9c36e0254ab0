// Says whose agents may begin conversations from a sender: those of every queue, or of some.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useForm } from "@/access/form/useForm";
import { ApiError } from "@/api/client";
import { fetchSenders, type Sender, saveSenderQueues } from "@/api/senders";
import { fetchQueues } from "@/api/settings";
import type { Id } from "@/api/types";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { CheckField, RadioField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { readablePhone } from "@/ui/phone";
import { toast } from "@/ui/toasts";
import { queueWords } from "./queueWords";

interface QueuesDialogProps {
  sender: Sender;
  onClose: () => void;
}

export function QueuesDialog({ sender, onClose }: QueuesDialogProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("senders", "availableSenders");
  const [every, setEvery] = useState(sender.for_every_queue);
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(
    () => new Set(sender.queues.map((each) => each.id)),
  );
  // What was chosen stays; what somebody else saved meanwhile is told, and put over on purpose.
  // The list behind is fetched anew, and the sender with it: what was looked at is kept here.
  const [seen] = useState(sender.version);
  const [latest, setLatest] = useState(sender);
  const isStale = latest.version !== seen;
  const form = useForm({}, {}, async () => {
    const body = {
      for_every_queue: every,
      queue_ids: every ? [] : [...chosen],
      version: latest.version,
    };
    try {
      await saveSenderQueues(sender.id, body);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "stale") throw error;
      const now = (await fetchSenders()).items.find((each) => each.id === sender.id);
      if (!now) throw error;
      setLatest(now);
      return;
    } finally {
      refresh();
    }
    toast("done", t("settings.saved"));
    onClose();
  });
  const stale = t("senders.changedMeanwhile", { now: queueWords(latest, t) });
  return (
    <FormDialog
      title={t("senders.queuesTitle", { name: readablePhone(sender.value) })}
      size="s"
      form={{ ...form, problem: form.problem ?? (isStale ? stale : null) }}
      submit={t("ui.save")}
      onClose={onClose}
    >
      <fieldset>
        <legend className={shared.legend}>{t("senders.who")}</legend>
        <div className={shared.choices}>
          <RadioField
            name="who"
            label={t("senders.everyQueue")}
            hint={t("senders.everyQueueHint")}
            checked={every}
            onChange={() => setEvery(true)}
          />
          <RadioField
            name="who"
            label={t("senders.theseQueues")}
            hint={t("senders.theseQueuesHint")}
            checked={!every}
            onChange={() => setEvery(false)}
          />
        </div>
      </fieldset>
      {every ? null : <Queues chosen={chosen} onChange={setChosen} />}
    </FormDialog>
  );
}

interface QueuesProps {
  chosen: ReadonlySet<Id>;
  onChange: (chosen: ReadonlySet<Id>) => void;
}

function Queues({ chosen, onChange }: QueuesProps) {
  const { t } = useTranslation();
  const queues = useQuery({ queryKey: ["queues"], queryFn: fetchQueues });
  const flip = (id: Id): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <Loaded query={queues}>
      {({ items }) => (
        // biome-ignore lint/a11y/useSemanticElements: its name stands above, with the choice.
        <div className={shared.ticks} role="group" aria-label={t("senders.queues")}>
          {items.map(({ id, name }) => (
            <CheckField key={id} label={name} checked={chosen.has(id)} onChange={() => flip(id)} />
          ))}
        </div>
      )}
    </Loaded>
  );
}
