// What became of a mail.
import { useTranslation } from "react-i18next";
import type { SentMail } from "@/api/users";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { exactTime } from "@/ui/when";
import styles from "./Users.module.css";

export function MailState({ mail }: { mail: SentMail | null }) {
  const { t } = useTranslation();
  if (!mail) return <span className={shared.quiet}>{t("users.mailNone")}</span>;
  const words = {
    queued: t("users.mailQueued"),
    sent: t("users.mailSent", { time: exactTime(mail.at) }),
    failed: t("users.mailFailed"),
    dropped: t("users.mailDropped"),
  }[mail.state];
  const waits = mail.state === "queued" && mail.reason;
  return (
    <div>
      <span
        className={cx(
          shared.chip,
          mail.state === "sent" && shared.good,
          mail.state === "failed" && styles.bad,
          waits && styles.invited,
        )}
      >
        {words}
      </span>
      {mail.reason ? (
        <p className={cx(shared.quiet, shared.small)}>
          {mail.reason}
          {mail.next_at ? ` ${t("users.mailNext", { time: exactTime(mail.next_at) })}` : null}
        </p>
      ) : null}
    </div>
  );
}
