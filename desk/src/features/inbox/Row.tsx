// One conversation in the list.

import { ChevronsUp, ChevronUp, CircleAlert } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation, Id } from "@/api/types";
import type { Scope } from "@/api/work";
import { unread } from "@/live/conversations";
import { useConversation } from "@/live/hooks";
import { Avatar } from "@/ui/Avatar";
import { cx } from "@/ui/cx";
import { shortTime } from "@/ui/when";
import { personName } from "./names";
import styles from "./Row.module.css";
import { StatusMark } from "./StatusMark";

interface RowProps {
  id: Id;
  scope: Scope;
  selected: boolean;
  onOpen: (id: Id) => void;
}

export const Row = memo(function Row({ id, scope, selected, onOpen }: RowProps) {
  const { t } = useTranslation();
  const conversation = useConversation(id);
  if (!conversation) return null;
  const count = unread(conversation);
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(id);
  };
  return (
    <a
      href={`/desk/${scope === "mine" ? "work" : "all"}/${id}`}
      className={cx(styles.row, selected && styles.selected, count > 0 && styles.unread)}
      aria-current={selected ? "true" : undefined}
      onClick={follow}
    >
      <span className={styles.face}>
        <Avatar id={conversation.person.id} name={conversation.person.name} />
        <StatusMark status={conversation.status} className={styles.mark} />
      </span>
      <span className={styles.body}>
        <span className={styles.line}>
          <bdi className={styles.name}>{personName(conversation.person)}</bdi>
          <PriorityMark priority={conversation.priority} />
          <time className={styles.time} dateTime={conversation.last_message_at}>
            {shortTime(conversation.last_message_at)}
          </time>
        </span>
        <span className={styles.line}>
          <Preview conversation={conversation} />
          {scope === "all" ? <Owner conversation={conversation} /> : null}
          {count > 0 ? (
            <span className={styles.badge}>
              <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
              <span className="visually-hidden">{t("list.unread", { count })}</span>
            </span>
          ) : null}
        </span>
      </span>
    </a>
  );
});

function Preview({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const last = conversation.last_message;
  if (!last) return <span className={styles.preview}>{t("list.noText")}</span>;
  const failed = last.direction === "outbound" && last.status === "failed";
  return (
    <span className={cx(styles.preview, failed && styles.failed)}>
      {failed ? <CircleAlert size={12} aria-hidden="true" className={styles.alert} /> : null}
      {failed ? (
        <span>{t("list.failed")}</span>
      ) : last.direction === "outbound" ? (
        <span>{t("list.you")}</span>
      ) : null}{" "}
      <bdi className={styles.words}>{last.is_erased ? t("privacy.erasedShort") : last.text}</bdi>
    </span>
  );
}

function Owner({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { assignee } = conversation;
  return (
    <span className={styles.owner} title={assignee?.name ?? t("list.nobody")}>
      {assignee ? <Avatar id={assignee.id} name={assignee.name} size="s" /> : null}
      <span className={assignee ? "visually-hidden" : styles.nobody}>
        {assignee?.name ?? t("list.nobody")}
      </span>
    </span>
  );
}

function PriorityMark({ priority }: { priority: Conversation["priority"] }) {
  const { t } = useTranslation();
  if (priority !== "high" && priority !== "urgent") return null;
  const Icon = priority === "urgent" ? ChevronsUp : ChevronUp;
  return (
    <span className={styles[priority]} title={t(`conversation.${priority}`)}>
      <Icon size={14} aria-hidden="true" />
      <span className="visually-hidden">{t(`conversation.${priority}`)}</span>
    </span>
  );
}
