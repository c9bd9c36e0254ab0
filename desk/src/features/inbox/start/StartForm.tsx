// The form of a conversation that is about to begin.
import { MessagesSquare, WifiOff } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import type { AvailableSenders } from "@/api/starting";
import type { Id } from "@/api/types";
import { useConnection } from "@/live/hooks";
import { Button } from "@/ui/Button";
import { Callout } from "@/ui/Callout";
import { DialogBody } from "@/ui/DialogBody";
import { FormError } from "@/ui/Field";
import { Kbd } from "@/ui/Kbd";
import { Circumstances } from "./Circumstances";
import {
  empty,
  isWritten,
  lastSender,
  readStart,
  rememberSender,
  type StartDraft,
  writeStart,
} from "./draft";
import { fitted, inItsQueue, queuesOf } from "./fitting";
import { fieldOrder, type Problems, type StartField } from "./problems";
import { RecipientField } from "./RecipientField";
import { SenderField } from "./SenderField";
import styles from "./start.module.css";
import { TextField } from "./TextField";
import { useOpening } from "./useOpening";
import { useRecipients } from "./useRecipients";
import { useStart } from "./useStart";

interface StartFormProps {
  available: AvailableSenders;
  onClose: () => void;
}

export function StartForm({ available, onClose }: StartFormProps) {
  const { t } = useTranslation();
  const me = useMe().user.id;
  const [draft, setDraft] = useState(() => fitted(readStart(me), available, lastSender(me)));
  const form = useRef<HTMLFormElement>(null);
  const { show, continueIn } = useOpening();
  const search = useRecipients(draft.typed);
  const isOffline = useConnection() === "offline";
  const latest = useRef(draft);
  const keep = (next: StartDraft): void => {
    latest.current = next;
    setDraft(next);
    writeStart(me, next);
  };
  const { problems, open, busy, send, forget } = useStart({
    draft,
    search,
    keep,
    forgetAttempt: () => keep({ ...latest.current, attempt: null }),
    wrong: (found) => focusFirst(form.current, found),
    started: async ({ conversation_id }) => {
      rememberSender(me, draft.sender ?? "");
      writeStart(me, empty);
      onClose();
      await show(conversation_id);
    },
  });
  const change = (field: StartField, part: Partial<StartDraft>): void => {
    keep({ ...draft, ...part });
    forget(field);
  };
  const goOn = (id: Id): void => {
    writeStart(me, empty);
    onClose();
    void continueIn(id, draft.text);
  };
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void send();
      }}
    >
      <DialogBody
        actions={
          <>
            {isWritten(draft) ? (
              <Button
                look="quiet"
                className={styles.discard}
                onClick={() => {
                  keep(fitted(empty, available, draft.sender));
                  forget("to");
                }}
              >
                {t("starting.discard")}
              </Button>
            ) : null}
            <span className={styles.keys} aria-hidden="true">
              <Kbd caps={["Ctrl", "↵"]} />
            </span>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look="primary" type="submit" busy={busy} aria-keyshortcuts="Control+Enter">
              {t("composer.send")}
            </Button>
          </>
        }
      >
        <FormError>{open && problems.open ? null : problems.whole}</FormError>
        {isOffline ? (
          <Callout look="warn" icon={WifiOff} role="status">
            {t("starting.offline")}
          </Callout>
        ) : null}
        <RecipientField
          draft={draft}
          search={search}
          error={problems.fields.to}
          onChange={(to) => change("to", to)}
        />
        {open ? <AlreadyOpen onOpen={() => goOn(open)} hasText={draft.text.trim() !== ""} /> : null}
        <SenderField
          senders={available.items}
          chosen={draft.sender}
          error={problems.fields.sender}
          onChange={(sender) => change("sender", inItsQueue({ ...draft, sender }, available))}
        />
        <Circumstances
          draft={draft}
          queues={queuesOf(available, draft.sender)}
          errors={problems.fields}
          onChange={change}
        />
        <TextField
          text={draft.text}
          error={problems.fields.text}
          autoFocus={draft.typed !== ""}
          onChange={(text) => change("text", { text })}
        />
      </DialogBody>
    </form>
  );
}

interface AlreadyOpenProps {
  hasText: boolean;
  onOpen: () => void;
}

/** There is one already; the text is not lost there. */
function AlreadyOpen({ hasText, onOpen }: AlreadyOpenProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.already} role="status">
      <MessagesSquare size={16} aria-hidden="true" />
      <p>{t(hasText ? "starting.alreadyOpenText" : "starting.alreadyOpen")}</p>
      <Button name="open" size="s" onClick={onOpen}>
        {t("starting.openIt")}
      </Button>
    </div>
  );
}

function focusFirst(form: HTMLFormElement | null, { fields, open }: Problems): void {
  const name = open ? "open" : fieldOrder.find((each) => fields[each]);
  form?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
}
