// Warns that the customer cannot write back to the name that this conversation goes out from.
import { CornerUpLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { HelpLink } from "@/help/HelpLink";
import styles from "./OneWay.module.css";

export function OneWay({ number }: { number: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.oneWay} role="note">
      <CornerUpLeft size={15} aria-hidden="true" className="mirrors" />
      <p>{t("thread.oneWay", { name: number })}</p>
      <HelpLink topic="senders" />
    </div>
  );
}
