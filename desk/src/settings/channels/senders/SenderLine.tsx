// On a number's page: which queues write from it, and where that is changed.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { fetchSenders, type Sender } from "@/api/senders";
import type { Id } from "@/api/types";
import styles from "./senders.module.css";

export function SenderLine({ number }: { number: Id }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["senders"], queryFn: fetchSenders });
  const sender = data?.items.find((each) => each.id === number);
  if (!sender) return null;
  return (
    <p className={styles.used}>
      {usedBy(sender, t)}{" "}
      <Link to="/channels/numbers" search={{ tab: "senders" }}>
        {t("senders.change")}
      </Link>
    </p>
  );
}

function usedBy({ for_every_queue, queues }: Sender, t: TFunction): string {
  if (for_every_queue) return t("senders.usedByEvery");
  if (queues.length === 0) return t("senders.usedByNone");
  const names = queues.map((each) => each.name).join(", ");
  return t("senders.usedBySome", { queues: names });
}
