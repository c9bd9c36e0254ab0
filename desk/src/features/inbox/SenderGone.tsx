// Stands in place of the reply where nothing can be sent from the number of the conversation, and
// leads on from another sender.
import { useQuery } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { explain } from "@/api/explain";
import { fetchSendersOf } from "@/api/starting";
import type { Conversation, Id } from "@/api/types";
import { Button } from "@/ui/Button";
import { readablePhone } from "@/ui/phone";
import { Spinner } from "@/ui/Spinner";
import type { Actions } from "./actions";
import { readDraft, writeDraft } from "./drafts";
import { before, useGivenBack } from "./givingBack";
import styles from "./SenderGone.module.css";
import { SenderField } from "./start/SenderField";

interface SenderGoneProps {
  conversation: Conversation;
  actions: Actions;
  onDone: () => void;
}

export function SenderGone({ conversation, actions, onDone }: SenderGoneProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { id, number } = conversation;
  // What was being written waits, and so does what comes back unsent.
  useGivenBack((given) => writeDraft(me.user.id, id, before(given, readDraft(me.user.id, id))));
  return (
    <section className={styles.gone} aria-label={t("senderGone.label")}>
      <p className={styles.words}>
        <Unplug size={16} aria-hidden="true" />
        {t("senderGone.text", { number: readablePhone(number) })}
      </p>
      {may(me, permissions.start) ? (
        <Others conversation={conversation} actions={actions} onDone={onDone} />
      ) : (
        <p>{t("senderGone.ask")}</p>
      )}
    </section>
  );
}

function Others({ conversation, actions, onDone }: SenderGoneProps) {
  const { t } = useTranslation();
  const queue = conversation.queue.id;
  const [picked, setPicked] = useState<Id | null>(null);
  const [busy, setBusy] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["availableSenders", queue],
    queryFn: () => fetchSendersOf(queue),
    refetchOnMount: "always",
  });
  if (error) {
    return (
      <p>
        {explain(error, t)} <Button onClick={() => void refetch()}>{t("ui.retry")}</Button>
      </p>
    );
  }
  if (!data) return <Spinner />;
  const chosen = data.items.find((each) => each.id === picked) ?? data.items[0];
  if (!chosen) return <p>{t("senderGone.none")}</p>;
  const goOn = async (): Promise<void> => {
    setBusy(true);
    const done = await actions.continueFrom(chosen.id);
    setBusy(false);
    if (done) requestAnimationFrame(onDone);
    else void refetch();
  };
  return (
    <form
      className={styles.others}
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
    >
      <SenderField senders={data.items} chosen={chosen.id} error={undefined} onChange={setPicked} />
      <Button look="primary" type="submit" busy={busy}>
        {t("senderGone.continue")}
      </Button>
    </form>
  );
}
