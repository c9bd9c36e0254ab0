// A small turning ring; the words beside it say what is going on.
import styles from "./Spinner.module.css";

export function Spinner() {
  return <span className={styles.ring} aria-hidden="true" />;
}
