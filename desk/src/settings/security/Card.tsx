// One thing that protects a sign-in: what it is, whether it is on, and what can be done.
import type { ReactNode } from "react";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import styles from "./security.module.css";

interface CardProps {
  title: string;
  text: ReactNode;
  mark?: { words: string; good: boolean } | undefined;
  actions?: ReactNode;
  children?: ReactNode;
}

export function Card({ title, text, mark, actions, children }: CardProps) {
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.head}>
        <div>
          <h3 className={styles.title}>
            {title}
            {mark ? (
              <span className={cx(shared.chip, mark.good && shared.good)}>{mark.words}</span>
            ) : null}
          </h3>
          <p className={styles.text}>{text}</p>
        </div>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
