// The inside of a form-like dialog: content, then the answers.
import type { ReactNode } from "react";
import styles from "./DialogBody.module.css";

export function DialogBody({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <>
      <div className={styles.body}>{children}</div>
      <footer className={styles.actions}>{actions}</footer>
    </>
  );
}
