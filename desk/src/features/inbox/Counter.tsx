// How many messages a text takes, and what still fits into the last one.
import { useTranslation } from "react-i18next";
import styles from "./Counter.module.css";
import { segmentsOf } from "./segments";

export function Counter({ text }: { text: string }) {
  const { t } = useTranslation();
  const { encoding, count, left } = segmentsOf(text);
  if (count === 0) return <span className={styles.counter} />;
  return (
    <span
      className={styles.counter}
      title={encoding === "ucs-2" ? t("composer.unicode") : undefined}
    >
      {t("composer.left", { count: left })}
      <span className={count > 3 ? styles.many : undefined}>
        {" · "}
        {t("composer.segments", { count })}
      </span>
    </span>
  );
}
