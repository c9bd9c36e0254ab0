// On a number's page: which queues write from it, and where that is changed.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fetchSenders } from "@/api/senders";
import type { Id } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { queueWords } from "./queueWords";

export function SenderLine({ number }: { number: Id }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["senders"], queryFn: fetchSenders });
  const sender = data?.items.find((each) => each.id === number);
  if (!sender) return null;
  return (
    <p className={shared.quiet}>
      {t("senders.usedBy", { queues: queueWords(sender, t) })}{" "}
      <Link to="/channels/numbers" search={{ tab: "senders" }}>
        {t("senders.change")}
      </Link>
    </p>
  );
}
