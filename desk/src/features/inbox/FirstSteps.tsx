// What is to do before customers can be answered; each step ticks itself and leads to its page.
import { Link } from "@tanstack/react-router";
import { ArrowRight, Circle, CircleCheck } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useFirstSteps } from "@/access/firststeps";
import { explain } from "@/api/explain";
import type { FirstStep } from "@/api/firststeps";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/toasts";
import styles from "./FirstSteps.module.css";

const pages = {
  seat: "/account/seats",
  number: "/channels/numbers",
  queue: "/settings/queues",
  message: "/all",
} as const;

export function FirstSteps() {
  const { t } = useTranslation();
  const title = useId();
  const { data, hide } = useFirstSteps();
  if (!data || data.is_hidden || data.steps.length === 0) return null;
  const done = data.steps.filter((each) => each.is_done).length;
  const onHide = (): void => {
    hide(true).then(
      () => toast("done", t("firstSteps.hidden")),
      (error: unknown) => toast("problem", explain(error, t)),
    );
  };
  return (
    <section className={styles.card} aria-labelledby={title}>
      <header className={styles.head}>
        <h2 id={title}>{t("firstSteps.title")}</h2>
        <span role="status">{t("firstSteps.done", { done, count: data.steps.length })}</span>
      </header>
      <ol className={styles.steps}>
        {data.steps.map((each) => (
          <Step key={each.name} step={each} />
        ))}
      </ol>
      <footer className={styles.foot}>
        <Button size="s" look="quiet" onClick={onHide}>
          {t("firstSteps.hide")}
        </Button>
      </footer>
    </section>
  );
}

function Step({ step }: { step: FirstStep }) {
  const { t } = useTranslation();
  const { name, is_done: done } = step;
  const Mark = done ? CircleCheck : Circle;
  return (
    <li className={styles.step} data-done={done || undefined}>
      <Mark size={18} aria-hidden="true" className={styles.mark} />
      <span className={styles.words}>
        <Link to={pages[name]} className={styles.link}>
          {t(`firstSteps.${name}`)}
          <ArrowRight size={14} aria-hidden="true" className="mirrors" />
        </Link>
        <span className={styles.text}>
          {done ? t("firstSteps.isDone") : t(`firstSteps.${name}Text`)}
        </span>
      </span>
    </li>
  );
}
