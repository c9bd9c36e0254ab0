// How far a message got: a tick for the eye, a word for everybody, a way out when it failed.

import { Check, CheckCheck, CircleAlert, CircleHelp, Clock, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import type { Message } from "@/api/types";
import { useDesk } from "@/live/hooks";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { toast } from "@/ui/toasts";
import { clockTime } from "@/ui/when";
import bubble from "./Bubble.module.css";
import styles from "./Delivery.module.css";

const icons: Record<Message["status"], LucideIcon> = {
  received: Check,
  queued: Clock,
  sending: Clock,
  sent: Check,
  delivered: CheckCheck,
  failed: CircleAlert,
  unknown: CircleHelp,
};

type Delivered = Pick<Message, "status" | "segments" | "sent_at" | "delivered_at">;

export function DeliveryMark({ message }: { message: Delivered }) {
  const { t } = useTranslation();
  const Icon = icons[message.status] ?? CircleHelp;
  const word = t(`delivery.${message.status}`);
  const when =
    message.delivered_at !== null
      ? t("delivery.deliveredAt", { time: clockTime(message.delivered_at) })
      : message.sent_at !== null
        ? t("delivery.sentAt", { time: clockTime(message.sent_at) })
        : word;
  const parts =
    message.segments > 1 ? ` · ${t("delivery.segments", { count: message.segments })}` : "";
  return (
    <span className={cx(styles.mark, styles[message.status])} title={`${when}${parts}`}>
      <Icon size={14} aria-hidden="true" />
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

export function DeliveryProblem({ message }: { message: Message }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const unknown = message.status === "unknown";
  const Icon = icons[message.status];
  const retry = async (): Promise<void> => {
    setBusy(true);
    try {
      await desk.retry(message);
    } catch (error) {
      toast("problem", explain(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={cx(bubble.problem, unknown && bubble.doubt)}>
      <p>
        <Icon size={13} aria-hidden="true" />
        {unknown
          ? t("delivery.unknown")
          : t("delivery.failedPlain", { reason: message.failure?.detail ?? "" })}
      </p>
      {message.can.includes("retry") ? (
        <Button size="s" busy={busy} onClick={() => (unknown ? setAsking(true) : void retry())}>
          {t("delivery.retry")}
        </Button>
      ) : null}
      <Confirm
        title={t("delivery.repeatTitle")}
        open={asking}
        confirm={t("delivery.repeat")}
        onClose={() => setAsking(false)}
        onConfirm={retry}
      >
        {t("delivery.repeatText")}
      </Confirm>
    </div>
  );
}
