// Gives a bought number back, after saying what would miss it.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fetchUses, releaseNumber } from "@/api/numberOrders";
import type { OurNumber } from "@/api/types";
import { Loaded } from "@/settings/Section";
import { useSave } from "@/settings/useSave";
import { Confirm } from "@/ui/Confirm";
import { readablePhone } from "@/ui/phone";
import styles from "./orders.module.css";

interface ReleaseDialogProps {
  number: OurNumber;
  onClose: () => void;
}

export function ReleaseDialog({ number, onClose }: ReleaseDialogProps) {
  const { t } = useTranslation();
  const { save } = useSave("numbers");
  const uses = useQuery({
    queryKey: ["numberUses", number.id],
    queryFn: () => fetchUses(number.id),
  });
  return (
    <Confirm
      title={t("orders.releaseTitle", { number: readablePhone(number.number) })}
      open
      confirm={t("orders.release")}
      danger
      onClose={onClose}
      onConfirm={async () => void (await save(() => releaseNumber(number.id, number.version)))}
    >
      <p>{t("orders.releaseText", { carrier: number.carrier.name })}</p>
      <Loaded query={uses}>
        {({ open_conversations, is_forwarded, keywords }) =>
          open_conversations > 0 || is_forwarded || keywords.length > 0 ? (
            <>
              <p>{t("orders.stillUsed")}</p>
              <ul className={styles.uses}>
                {open_conversations > 0 ? (
                  <li>{t("orders.usedByConversations", { count: open_conversations })}</li>
                ) : null}
                {is_forwarded ? <li>{t("orders.usedByForward")}</li> : null}
                {keywords.length > 0 ? (
                  <li>
                    {t("orders.usedByKeywords", {
                      count: keywords.length,
                      keywords: keywords.join(", "),
                    })}
                  </li>
                ) : null}
              </ul>
            </>
          ) : (
            <p>{t("orders.notUsed")}</p>
          )
        }
      </Loaded>
    </Confirm>
  );
}
