// An agent's status as colour and shape; the word stands beside it.
import styles from "./AgentDot.module.css";
import { cx } from "./cx";

export type AgentState = "available" | "busy" | "away" | "offline";

export function AgentDot({
  status,
  className,
}: {
  status: AgentState;
  className?: string | undefined;
}) {
  return (
    <svg
      className={cx(styles.dot, styles[status], className)}
      viewBox="0 0 10 10"
      width="10"
      height="10"
      aria-hidden="true"
    >
      <circle cx="5" cy="5" r={status === "offline" ? 3.75 : 5} />
      {status === "busy" ? <path d="M2.6 5h4.8" /> : null}
      {status === "away" ? <path d="M5 2.4V5l1.6 1" /> : null}
    </svg>
  );
}
