// The head of a thread: who it is, its status, its assignee, and solving it.
import { ArrowLeft, Check, PanelRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { ariaKeys, commandOf, keyCaps } from "@/commands/table";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { readablePhone } from "@/ui/phone";
import { NARROW, useMedia } from "@/ui/useMedia";
import { AssignMenu } from "./AssignMenu";
import type { Actions } from "./actions";
import { can, personName } from "./names";
import { StatusMenu } from "./StatusMenu";
import styles from "./ThreadHead.module.css";
import { TranscriptButton } from "./TranscriptButton";

interface ThreadHeadProps {
  conversation: Conversation;
  actions: Actions;
  onBack: () => void;
  /** Set where the details are not on the screen already. */
  onDetails: (() => void) | undefined;
}

const solveKeys = commandOf("conversation.solve").keys ?? "";

export function ThreadHead({ conversation, actions, onBack, onDetails }: ThreadHeadProps) {
  const { t } = useTranslation();
  const { person, topic } = conversation;
  // Alone on the screen, this is the page's first heading.
  const Name = useMedia(NARROW) ? "h1" : "h2";
  const solvable = can(conversation, "status") && conversation.status !== "solved";
  return (
    <header className={styles.head}>
      <IconButton className={styles.back} label={t("thread.back")} onClick={onBack}>
        <ArrowLeft size={18} aria-hidden="true" className="mirrors" />
      </IconButton>
      <span className={styles.face}>
        <Avatar id={person.id} name={person.name} />
      </span>
      <div className={styles.who}>
        <Name className={styles.name}>
          <bdi>{personName(person)}</bdi>
        </Name>
        <p className={styles.about}>
          <bdi>
            {topic ??
              (person.name && !person.erased_at ? readablePhone(person.phone) : t("context.sms"))}
          </bdi>
        </p>
      </div>
      <div className={styles.actions}>
        <StatusMenu conversation={conversation} actions={actions} />
        <AssignMenu conversation={conversation} actions={actions} shortcut />
        {solvable ? (
          <Button
            look="primary"
            className={styles.solve}
            data-tip={t("conversation.solve")}
            data-tip-keys={keyCaps(solveKeys).join(" ")}
            aria-keyshortcuts={ariaKeys(solveKeys)}
            onClick={() => void actions.setStatus("solved")}
          >
            <Check size={15} aria-hidden="true" />
            <span className={styles.word}>{t("conversation.solve")}</span>
          </Button>
        ) : null}
        <TranscriptButton conversation={conversation} />
        {onDetails ? (
          <IconButton label={t("thread.details")} onClick={onDetails}>
            <PanelRight size={17} aria-hidden="true" />
          </IconButton>
        ) : null}
      </div>
    </header>
  );
}
