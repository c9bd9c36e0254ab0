// A sentence in a box of its colour: what went wrong, what to know, what is well.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Callout.module.css";
import { cx } from "./cx";

interface CalloutProps {
  look: "good" | "warn" | "bad";
  icon: LucideIcon;
  /** Whether it is said aloud when it appears, and how soon. */
  role?: "alert" | "status";
  children: ReactNode;
}

export function Callout({ look, icon: Icon, role, children }: CalloutProps) {
  return (
    <p className={cx(styles.callout, styles[look])} role={role}>
      <Icon size={16} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
