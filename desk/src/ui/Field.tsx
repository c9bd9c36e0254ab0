// Form fields with their label, hint and error tied together.

import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";
import { Callout } from "./Callout";
import { cx } from "./cx";
import styles from "./Field.module.css";

interface Wrapped {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

interface Tied {
  id: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string | undefined;
}

export function Field({
  label,
  hint,
  error,
  children,
}: Wrapped & { children: (tied: Tied) => ReactNode }) {
  const id = useId();
  const about = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": about || undefined,
      })}
      {error ? (
        <p className={styles.error} id={`${id}-error`}>
          <CircleAlert size={13} aria-hidden="true" />
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className={cx(styles.hint, error && styles.after)} id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export function TextField({ label, hint, error, ...rest }: Wrapped & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => <input {...rest} {...tied} className={cx(styles.input, rest.className)} />}
    </Field>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  ...rest
}: Wrapped & ComponentProps<"textarea">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => <textarea {...rest} {...tied} className={cx(styles.input, styles.area)} />}
    </Field>
  );
}

export function SelectField({ label, hint, error, ...rest }: Wrapped & ComponentProps<"select">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => <select {...rest} {...tied} className={cx(styles.input, styles.select)} />}
    </Field>
  );
}

type TickProps = Omit<Wrapped, "error"> & ComponentProps<"input">;

function Tick({ label, hint, ...rest }: TickProps) {
  const id = useId();
  return (
    <div className={styles.check}>
      <input {...rest} id={id} aria-describedby={hint ? `${id}-hint` : undefined} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <p className={styles.hint} id={`${id}-hint`}>
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}

export const CheckField = (props: TickProps) => <Tick {...props} type="checkbox" />;

/** One of several with the same `name`, of which one is chosen. */
export const RadioField = (props: TickProps) => <Tick {...props} type="radio" />;

/** A sentence about the whole form, said aloud when it appears. */
export function FormError({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const isShown = Boolean(children);
  // A long form may have been sent from far below it.
  useEffect(() => {
    if (isShown) place.current?.scrollIntoView({ block: "nearest" });
  }, [isShown]);
  return (
    <div role="alert" ref={place}>
      {children ? (
        <Callout look="bad" icon={CircleAlert}>
          {children}
        </Callout>
      ) : null}
    </div>
  );
}

export const inputClass = styles.input;
export const selectClass = cx(styles.input, styles.select);
