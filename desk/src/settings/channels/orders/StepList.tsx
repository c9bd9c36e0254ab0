// Where in the order somebody is; what is decided already can be gone back to.
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { NumberOrder } from "@/api/numberOrders";
import { cx } from "@/ui/cx";
import styles from "./orders.module.css";
import { STEPS } from "./steps";
import type { Steps } from "./useOrder";

export function StepList({ order, steps }: { order: NumberOrder; steps: Steps }) {
  const { t } = useTranslation();
  const now = STEPS.indexOf(order.step);
  return (
    <nav aria-label={t("orders.steps")}>
      <ol className={styles.steps}>
        {STEPS.map((each, at) => (
          <li key={each} className={cx(at < now && styles.past, at === now && styles.now)}>
            {at < now ? (
              <button type="button" onClick={() => void steps.go(each)}>
                <Check size={13} aria-hidden="true" />
                {t(`orders.stepNames.${each}`)}
              </button>
            ) : (
              <span aria-current={at === now ? "step" : undefined}>
                <span className={styles.at}>{at + 1}</span>
                {t(`orders.stepNames.${each}`)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
