// Where a reply is written. It owns its text: no key press here touches anything else.

import { SendHorizontal } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import type { Conversation } from "@/api/types";
import { useCommand } from "@/commands/registry";
import { commandOf, keyCaps } from "@/commands/table";
import { useDesk } from "@/live/hooks";
import { Button } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";
import type { Actions } from "./actions";
import styles from "./Composer.module.css";
import { Counter } from "./Counter";
import { readDraft, writeDraft } from "./drafts";
import { before, useGivenBack } from "./givingBack";
import { can, personName } from "./names";
import { SenderGone } from "./SenderGone";

const FIELD = "composer-text";
const DRAFT_MS = 300;

/** Puts the cursor into the reply, where there is one. */
export function focusComposer(): void {
  document.getElementById(FIELD)?.focus();
}

interface ComposerProps {
  conversation: Conversation;
  actions: Actions;
}

export function Composer({ conversation, actions }: ComposerProps) {
  if (!can(conversation, "reply")) return <WhyNot conversation={conversation} actions={actions} />;
  if (conversation.sender_held) return <Writing conversation={conversation} />;
  return <SenderGone conversation={conversation} actions={actions} onDone={focusComposer} />;
}

function Writing({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const me = useMe();
  const { id } = conversation;
  const [text, setText] = useState(() => readDraft(me.user.id, id));
  const field = useRef<HTMLTextAreaElement>(null);
  useDraft(me.user.id, id, text);
  useAutosize(field, text);
  useGivenBack((given) => {
    setText((old) => before(given, old));
    field.current?.focus();
  });

  const empty = text.trim() === "";
  const send = (): void => {
    if (empty) return;
    desk.send(id, text.trim());
    setText("");
    writeDraft(me.user.id, id, "");
    field.current?.focus();
  };
  useCommand("composer.send", send);

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={styles.box}>
        <textarea
          ref={field}
          id={FIELD}
          className={styles.text}
          rows={2}
          dir="auto"
          value={text}
          aria-label={t("composer.label", { name: personName(conversation.person) })}
          placeholder={t("composer.placeholder")}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
        <div className={styles.foot}>
          <Counter text={text} />
          <span className={styles.hint} aria-hidden="true">
            <Kbd caps={keyCaps(commandOf("composer.send").keys ?? "")} />
          </span>
          <Button look="primary" type="submit" disabled={empty} aria-keyshortcuts="Control+Enter">
            {t("composer.send")}
            <SendHorizontal size={14} aria-hidden="true" className="mirrors" />
          </Button>
        </div>
      </div>
    </form>
  );
}

function useDraft(me: string, id: string, text: string): void {
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    const timer = setTimeout(() => writeDraft(me, id, text), DRAFT_MS);
    return () => clearTimeout(timer);
  }, [me, id, text]);
  useEffect(() => {
    const keep = (): void => writeDraft(me, id, latest.current);
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [me, id]);
}

function useAutosize(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  }, [field, text]);
}

/** Says why nothing can be written here, and offers what would change that. */
function WhyNot({ conversation, actions }: ComposerProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { status, assignee } = conversation;
  const take = can(conversation, "take");
  let words: ReactNode = t("composer.notAllowed");
  if (status === "closed") words = t("composer.closed");
  else if (me.viewer) words = t("composer.viewer");
  else if (!assignee && take) words = t("composer.takeFirst");
  else if (assignee && assignee.id !== me.user.id)
    words = t("composer.theirs", { name: assignee.name });
  return (
    <div className={styles.why}>
      <p>{words}</p>
      {take ? (
        <Button look="primary" onClick={() => void actions.take()}>
          {t(assignee ? "composer.takeOver" : "composer.take")}
        </Button>
      ) : null}
    </div>
  );
}
