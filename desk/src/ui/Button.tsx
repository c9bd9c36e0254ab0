// The desk's buttons: words, or an icon with a name and a tooltip.
import type { ComponentProps, ReactNode, Ref } from "react";
import styles from "./Button.module.css";
import { cx } from "./cx";
import { Spinner } from "./Spinner";

interface ButtonProps extends ComponentProps<"button"> {
  look?: "plain" | "primary" | "quiet" | "danger" | undefined;
  size?: "s" | "m" | "l" | undefined;
  busy?: boolean | undefined;
}

export function Button({ look = "plain", size = "m", busy, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"] || undefined}
      onClick={busy ? undefined : rest.onClick}
      className={cx(styles.button, styles[look], styles[size], rest.className)}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<"button"> {
  label: string;
  /** Key caps for the tooltip, joined by spaces. */
  caps?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function IconButton({ label, caps, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={label}
      data-tip-keys={caps}
      className={cx(styles.icon, className)}
    />
  );
}

/** For a link that looks like a button. */
export const buttonClass = (look: "plain" | "primary" | "quiet" = "plain"): string =>
  cx(styles.button, styles[look], styles.m) ?? "";
