// What programs have sent to the person; it stands in no conversation, and explains many an answer.

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { fetchTexts } from "@/api/work";
import { exactTime } from "@/ui/when";
import { DeliveryMark } from "./Delivery";
import styles from "./Texts.module.css";

export function Texts({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["texts", conversation.id, conversation.last_message_at],
    queryFn: () => fetchTexts(conversation.id),
    staleTime: 30_000,
  });
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="context-texts">
      <h2 id="context-texts" className={styles.title}>
        {t("context.texts")}
      </h2>
      <ul className={styles.list}>
        {items.map((text) => (
          <li key={text.id} className={styles.text}>
            <p dir="auto" className={styles.words} title={text.text}>
              {text.text}
            </p>
            <span className={styles.when}>
              <time dateTime={text.created_at}>{exactTime(text.created_at)}</time>
              <DeliveryMark message={text} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
