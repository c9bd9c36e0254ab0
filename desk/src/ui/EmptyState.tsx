// A calm word where there is nothing to show: why, and what to do about it.
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Set where this is the whole page. */
  wholePage?: boolean;
}

export function EmptyState({ icon, title, children, action, wholePage }: EmptyStateProps) {
  const Title = wholePage ? "h1" : "h2";
  return (
    <div className={styles.empty}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <Title className={styles.title}>{title}</Title>
      {children ? <div className={styles.text}>{children}</div> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
