// How much there is of something, how much of it is used, and a bar that shows it.
import type { ReactNode } from "react";
import styles from "./Usage.module.css";

interface Count {
  name: string;
  value: ReactNode;
  /** Something has run out. */
  isBad?: boolean;
}

interface UsageProps {
  label: string;
  counts: readonly Count[];
  used: number;
  total: number;
  action?: ReactNode;
  /** A sentence under the bar. */
  children?: ReactNode;
}

export function Usage({ label, counts, used, total, action, children }: UsageProps) {
  return (
    <section className={styles.usage} aria-label={label}>
      <dl className={styles.counts}>
        {counts.map(({ name, value, isBad }) => (
          <div key={name} data-bad={isBad || undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {action}
      <div className={styles.meter} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (100 * used) / (total || 1))}%` }} />
      </div>
      {children}
    </section>
  );
}
