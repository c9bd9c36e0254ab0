// Where the short notes appear and are read out.
import { Check, CircleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./Button";
import styles from "./ToastRegion.module.css";
import { dismissToast, useToasts } from "./toasts";

export function ToastRegion() {
  const { t } = useTranslation();
  const toasts = useToasts();
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {toasts.map((each) => (
        <div key={each.id} className={styles.toast} data-kind={each.kind}>
          {each.kind === "done" ? (
            <Check size={16} aria-hidden="true" />
          ) : (
            <CircleAlert size={16} aria-hidden="true" />
          )}
          <p>{each.text}</p>
          <IconButton label={t("ui.dismiss")} onClick={() => dismissToast(each.id)}>
            <X size={14} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
