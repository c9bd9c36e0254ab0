// The rows of a thread, each as what it is.
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { dayName } from "@/ui/when";
import { MessageBubble, PendingBubble } from "./Bubble";
import { ChangeEntry } from "./ChangeEntry";
import type { ThreadRow } from "./rows";
import styles from "./ThreadRows.module.css";

interface ThreadRowsProps {
  rows: readonly ThreadRow[];
  conversation: Conversation;
}

export function ThreadRows({ rows, conversation }: ThreadRowsProps) {
  return rows.map((row) => <OneRow key={row.key} row={row} conversation={conversation} />);
}

function OneRow({ row, conversation }: { row: ThreadRow; conversation: Conversation }) {
  const { t } = useTranslation();
  switch (row.kind) {
    case "day":
      return (
        <h2 className={styles.day}>
          <span>{dayName(row.at)}</span>
        </h2>
      );
    case "new":
      return (
        <p className={styles.new} data-new-mark="true">
          <span>{t("thread.new")}</span>
        </p>
      );
    case "change":
      return <ChangeEntry change={row.change} />;
    case "pending":
      return <PendingBubble pending={row.pending} first={row.first} last={row.last} />;
    default:
      return (
        <MessageBubble
          message={row.message}
          person={conversation.person}
          first={row.first}
          last={row.last}
        />
      );
  }
}
