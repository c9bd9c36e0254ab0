// What a rule would erase, said before it holds.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeRetention, type Days, kinds, type RetentionPreview } from "@/api/retention";
import { useSave } from "@/settings/useSave";
import { Confirm } from "@/ui/Confirm";
import { toast } from "@/ui/toasts";
import styles from "./retention.module.css";

interface ConfirmRuleProps {
  days: Days;
  preview: RetentionPreview;
  version: number;
  onClose: () => void;
}

export function ConfirmRule({ days, preview, version, onClose }: ConfirmRuleProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { save } = useSave("retention");
  const found = kinds.filter((kind) => (preview.counts[kind] ?? 0) > 0);
  const confirm = async (): Promise<void> => {
    const act = async (): Promise<void> => {
      queries.setQueryData(["retention"], await changeRetention({ ...days, version }));
    };
    if (await save(act)) toast("done", t("settings.saved"));
  };
  return (
    <Confirm
      title={t("retention.sure")}
      open
      danger={found.length > 0}
      confirm={t(found.length > 0 ? "retention.eraseAndKeep" : "ui.save")}
      onClose={onClose}
      onConfirm={confirm}
    >
      {found.length === 0 ? (
        <p>{t("retention.nothing")}</p>
      ) : (
        <>
          <p>{t("retention.would")}</p>
          <ul className={styles.counts}>
            {found.map((kind) => (
              <li key={kind}>
                {t(`retention.counts.${kind}`, {
                  count: preview.counts[kind] ?? 0,
                  days: days[`${kind}_days`] ?? 0,
                })}
              </li>
            ))}
          </ul>
          <p>{t("retention.final")}</p>
        </>
      )}
    </Confirm>
  );
}
