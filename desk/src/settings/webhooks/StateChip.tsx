// Whether a webhook is told anything, in one word.
import { useTranslation } from "react-i18next";
import type { Webhook } from "@/api/webhooks";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import styles from "./webhooks.module.css";

/** It is on, and has been doing nothing but fail. */
export const isFailing = (webhook: Webhook): boolean =>
  webhook.state === "on" && webhook.failing_since !== null;

export function StateChip({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  if (isFailing(webhook)) {
    return <span className={cx(shared.chip, styles.bad)}>{t("webhooks.failing")}</span>;
  }
  const look = { on: shared.good, paused: styles.warn, off: undefined }[webhook.state];
  return <span className={cx(shared.chip, look)}>{t(`webhooks.states.${webhook.state}`)}</span>;
}
