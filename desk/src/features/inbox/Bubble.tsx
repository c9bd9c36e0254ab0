// A message in the thread: the customer's, an agent's, or an own one still on its way.
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import type { Message, Person } from "@/api/types";
import { useDesk } from "@/live/hooks";
import type { Pending } from "@/live/outbox";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { clockTime, dateOf, exactTime } from "@/ui/when";
import styles from "./Bubble.module.css";
import { DeliveryMark, DeliveryProblem } from "./Delivery";
import { editInComposer } from "./givingBack";
import { personName } from "./names";

interface Placed {
  first: boolean;
  last: boolean;
}

type MessageBubbleProps = Placed & { message: Message; person: Person };

export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { message, person, first, last } = props;
  const { t } = useTranslation();
  const me = useMe();
  const outbound = message.direction === "outbound";
  const by = outbound
    ? message.author.id === me.user.id
      ? t("change.you")
      : message.author.name
    : person.erased_at
      ? personName(person)
      : (person.name ?? message.author.name);
  const troubled = message.status === "failed" || message.status === "unknown";
  return (
    <article
      className={cx(styles.message, outbound ? styles.out : styles.in, first && styles.first)}
      aria-label={t("thread.from", { name: by, time: exactTime(message.created_at) })}
    >
      {outbound ? null : (
        <span className={styles.face}>
          {last ? <Avatar id={person.id} name={person.name} size="s" /> : null}
        </span>
      )}
      <div className={styles.stack}>
        {first && outbound && message.author.id !== me.user.id ? (
          <p className={styles.author}>
            <Avatar id={message.author.id ?? ""} name={message.author.name} size="s" />
            {by}
          </p>
        ) : null}
        <div
          className={cx(styles.bubble, last && styles.tail, troubled && styles[message.status])}
          title={exactTime(message.created_at)}
          dir="auto"
        >
          {message.erased_at ? (
            <em className={styles.erased}>
              {t(`privacy.erasedText.${message.erased_by ?? "person"}`, {
                date: dateOf(message.erased_at),
              })}
            </em>
          ) : (
            message.text
          )}
        </div>
        {troubled ? <DeliveryProblem message={message} /> : null}
        {last && !troubled ? (
          <p className={styles.meta}>
            <time dateTime={message.created_at}>{clockTime(message.created_at)}</time>
            {outbound ? <DeliveryMark message={message} /> : null}
          </p>
        ) : outbound && !troubled ? (
          <span className={styles.side}>
            <DeliveryMark message={message} />
          </span>
        ) : null}
      </div>
    </article>
  );
});

export function PendingBubble({ pending, first, last }: Placed & { pending: Pending }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const failed = pending.state === "failed";
  const edit = (): void => {
    const text = desk.outbox.withdraw(pending.clientId);
    if (text) editInComposer(text);
  };
  return (
    <article
      className={cx(styles.message, styles.out, first && styles.first)}
      aria-label={t(failed ? "delivery.notSent" : "delivery.pending")}
    >
      <div className={styles.stack}>
        <div
          className={cx(
            styles.bubble,
            last && styles.tail,
            failed ? styles.failed : styles.pending,
          )}
          dir="auto"
        >
          {pending.text}
        </div>
        {failed ? (
          <div className={styles.problem} role="alert">
            <p>
              {t("delivery.notSent")}: {pending.problem ?? t("delivery.interrupted")}
            </p>
            <div className={styles.buttons}>
              <Button size="s" onClick={() => desk.outbox.retry(pending.clientId)}>
                {t("delivery.retry")}
              </Button>
              <Button size="s" look="quiet" onClick={edit}>
                {t("delivery.edit")}
              </Button>
              <Button size="s" look="quiet" onClick={() => desk.outbox.withdraw(pending.clientId)}>
                {t("delivery.discard")}
              </Button>
            </div>
          </div>
        ) : last ? (
          <p className={styles.meta}>{t("delivery.pending")}…</p>
        ) : null}
      </div>
    </article>
  );
}
