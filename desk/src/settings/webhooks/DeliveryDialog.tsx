// One delivery: its attempts with the beginning of each answer, and sending it again.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  type Delivery,
  type DeliveryWithAttempts,
  fetchDelivery,
  replayDelivery,
} from "@/api/webhooks";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { fullTime } from "@/ui/when";
import styles from "./webhooks.module.css";

export function DeliveryState({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { state, is_under_way } = delivery;
  const look = {
    waiting: delivery.attempts > 0 ? styles.warn : undefined,
    delivered: shared.good,
    failed: styles.bad,
    withheld: undefined,
  }[state];
  return (
    <span className={cx(shared.chip, look)}>
      {t(is_under_way ? "webhooks.underWay" : `webhooks.deliveryStates.${state}`)}
    </span>
  );
}

interface DeliveryDialogProps {
  webhookId: string;
  delivery: Delivery;
  onClose: () => void;
}

export function DeliveryDialog({ webhookId, delivery, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation();
  const { save, busy } = useSave("webhooks", "webhook", "webhook-log", "delivery");
  const found = useQuery({
    queryKey: ["delivery", delivery.id],
    queryFn: () => fetchDelivery(webhookId, delivery.id),
    refetchInterval: 2000,
  });
  const now = found.data?.delivery ?? delivery;
  return (
    <Dialog title={delivery.kind} open onClose={onClose}>
      <DialogBody
        actions={
          <>
            <Button onClick={onClose}>{t("ui.close")}</Button>
            {now.state === "waiting" || now.kind === "webhook.test" ? null : (
              <Button
                look="primary"
                busy={busy}
                onClick={() => void save(() => replayDelivery(webhookId, delivery.id))}
              >
                {t("webhooks.sendAgain")}
              </Button>
            )}
          </>
        }
      >
        <p>
          <DeliveryState delivery={now} />{" "}
          <span className={cx(shared.quiet, shared.mono)}>webhook-id: {now.id}</span>
        </p>
        {now.state === "withheld" ? <p>{t("webhooks.withheldText")}</p> : null}
        {now.state === "waiting" && !now.next_at && !now.is_under_way ? (
          <p>{t("webhooks.waitsForEarlier")}</p>
        ) : null}
        <Loaded query={found}>{(data) => <Attempts found={data} />}</Loaded>
      </DialogBody>
    </Dialog>
  );
}

function Attempts({ found }: { found: DeliveryWithAttempts }) {
  const { t } = useTranslation();
  if (found.attempts.length === 0) {
    return <p className={shared.hint}>{t("webhooks.noAttempts")}</p>;
  }
  return (
    <ol className={styles.attempts}>
      {found.attempts.map((each) => (
        <li key={each.attempt}>
          <p>
            <strong>{each.status ?? t("webhooks.noAnswer")}</strong>
            <span>{t("webhooks.took", { milliseconds: each.milliseconds.toLocaleString() })}</span>
            <span className={shared.quiet}>{fullTime(each.at)}</span>
          </p>
          {each.error ? <p>{each.error}</p> : null}
          {each.answer ? (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise form fields.
            <div
              className={styles.answer}
              role="group"
              tabIndex={0}
              aria-label={t("webhooks.answer")}
            >
              {each.answer}
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
