// A box that says what needs attention, why, and what can be done at once.
import type { ReactNode } from "react";
import styles from "./Notice.module.css";

interface NoticeProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  look?: "warn" | "plain";
}

export function Notice({ icon, title, children, action, look = "warn" }: NoticeProps) {
  return (
    <section
      className={styles.notice}
      data-look={look}
      role={look === "warn" ? "alert" : undefined}
    >
      <span className={styles.icon}>{icon}</span>
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children}
        {action ? <div className={styles.action}>{action}</div> : null}
      </div>
    </section>
  );
}
