// One step of an order: its question, what can be chosen, and the way on and back.
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/Field";
import styles from "./orders.module.css";
import type { Steps } from "./useOrder";

interface StepFrameProps {
  title: string;
  text?: string;
  steps: Steps;
  problem?: string | null;
  next?: string;
  canGoOn?: boolean;
  onNext: () => void;
  onBack?: () => void;
  children: ReactNode;
}

export function StepFrame(props: StepFrameProps) {
  const { t } = useTranslation();
  const { title, text, steps, problem, next, canGoOn = true, onNext, onBack, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever cannot see the page hears the new question.
  useEffect(() => heading.current?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (canGoOn && !steps.busy) onNext();
  };
  return (
    <form className={styles.step} onSubmit={submit} noValidate>
      <div>
        <h3 ref={heading} className={styles.question} tabIndex={-1}>
          {title}
        </h3>
        {text ? <p className={styles.explained}>{text}</p> : null}
      </div>
      <FormError>{problem ?? steps.problem}</FormError>
      {children}
      <div className={styles.ways}>
        {onBack ? <Button onClick={onBack}>{t("orders.back")}</Button> : <span />}
        <Button look="primary" type="submit" busy={steps.busy} disabled={!canGoOn}>
          {next ?? t("orders.continue")}
        </Button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  type?: "radio" | "checkbox";
  checked: boolean;
  onChoose: (checked: boolean) => void;
  title: ReactNode;
  text?: ReactNode;
  aside?: ReactNode;
}

/** A card that is chosen as a whole. */
export function Choice({
  name,
  value,
  type = "radio",
  checked,
  onChoose,
  title,
  text,
  aside,
}: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input
        type={type}
        name={name}
        value={value}
        checked={checked}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <span className={styles.chosen}>
        <span className={styles.choiceTitle}>{title}</span>
        {text ? <span className={styles.choiceText}>{text}</span> : null}
      </span>
      {aside ? <span className={styles.choiceAside}>{aside}</span> : null}
    </label>
  );
}
