// Grey shapes where rows and messages will be, while they load.
import { useTranslation } from "react-i18next";
import styles from "./Skeletons.module.css";

export function RowSkeletons() {
  const { t } = useTranslation();
  return (
    <div role="status">
      <span className="visually-hidden">{t("ui.loading")}</span>
      {[0, 1, 2, 3, 4, 5].map((each) => (
        <div key={each} className={styles.row} aria-hidden="true">
          <span className={styles.face} />
          <span className={styles.lines}>
            <span />
            <span />
          </span>
        </div>
      ))}
    </div>
  );
}

export function ThreadSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.thread}>
      <span className="visually-hidden">{t("ui.loading")}</span>
      <span className={styles.bubble} />
      <span className={styles.bubble} />
      <span className={styles.bubble} />
    </div>
  );
}
