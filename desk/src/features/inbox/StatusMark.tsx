// A conversation's status as colour, shape and word.
import { useTranslation } from "react-i18next";
import type { ConversationStatus } from "@/api/types";
import { cx } from "@/ui/cx";
import styles from "./StatusMark.module.css";

interface StatusProps {
  status: ConversationStatus;
  className?: string | undefined;
}

/** A small dot; the word is there for screen readers. */
export function StatusMark({ status, className }: StatusProps) {
  const { t } = useTranslation();
  return (
    <span className={cx(styles.mark, styles[status], className)}>
      <StatusGlyph status={status} />
      <span className="visually-hidden">{t(`conversation.${status}`)}</span>
    </span>
  );
}

/** Colour and shape alone, for where the word stands beside it. */
export function StatusDot({ status }: { status: ConversationStatus }) {
  return (
    <span className={cx(styles.mark, styles[status])} aria-hidden="true">
      <StatusGlyph status={status} />
    </span>
  );
}

const glyphs = {
  open: "",
  waiting: "M6 3.4V6l1.7 1.2",
  solved: "M3.8 6.2 5.4 7.8 8.4 4.5",
  closed: "M4.2 4.2 7.8 7.8M7.8 4.2 4.2 7.8",
} as const;

function StatusGlyph({ status }: { status: ConversationStatus }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <circle cx="6" cy="6" r={status === "open" ? 4.5 : 6} />
      <path d={glyphs[status]} />
    </svg>
  );
}
