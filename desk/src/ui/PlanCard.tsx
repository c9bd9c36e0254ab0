// One plan: its price, its seats, what is included, and what can be done about it.
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import styles from "./PlanCard.module.css";

interface PlanCardProps {
  name: string;
  price: string;
  currency: string;
  period: string;
  /** How many seats, in words. */
  seats: string;
  features: readonly string[];
  /** A word beside the name, such as that it is one's own. */
  mark?: string | undefined;
  action?: ReactNode;
  /** The level of its name in the page. */
  level?: 2 | 3;
}

export function PlanCard({
  name,
  price,
  currency,
  period,
  seats,
  features,
  mark,
  action,
  level = 2,
}: PlanCardProps) {
  const Name = level === 2 ? "h2" : "h3";
  return (
    <section className={cx(styles.card, mark && styles.marked)} aria-label={name}>
      <div className={styles.top}>
        <Name className={styles.name}>{name}</Name>
        {mark ? <span className={styles.mark}>{mark}</span> : null}
      </div>
      <p className={styles.price}>
        <strong>{price}</strong> {currency}
        {period ? <span className={styles.period}>{period}</span> : null}
      </p>
      <ul className={styles.features}>
        {[seats, ...features].map((each) => (
          <li key={each}>
            <Check size={15} aria-hidden="true" />
            <span>{each}</span>
          </li>
        ))}
      </ul>
      {action ? <div className={styles.action}>{action}</div> : null}
    </section>
  );
}

export function PlanCards({ children }: { children: ReactNode }) {
  return <div className={styles.cards}>{children}</div>;
}
