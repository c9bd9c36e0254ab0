// Where texts and calls go to numbers that follow the account.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fetchInboundDefaults, saveInboundDefault } from "@/api/inbound";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { DefaultRow } from "./DefaultRow";
import styles from "./number.module.css";

const CHANNELS = ["sms", "voice"] as const;

export function InboundDefaults() {
  const { t } = useTranslation();
  const defaults = useQuery({ queryKey: ["inboundDefaults"], queryFn: fetchInboundDefaults });
  return (
    <section aria-label={t("inbound.defaults")}>
      <p className={shared.lead}>{t("inbound.defaultsText")}</p>
      <Loaded query={defaults}>
        {(found) => (
          <div className={styles.box}>
            {CHANNELS.map((channel) => (
              <DefaultRow
                key={channel}
                title={t(`orders.${channel}`)}
                channel={channel}
                kind="account"
                configuration={found[channel]}
                connections={found.connections}
                mayForward={found.may_forward}
                onSave={({ keyword: _, ...chosen }) => saveInboundDefault({ ...chosen, channel })}
              />
            ))}
          </div>
        )}
      </Loaded>
    </section>
  );
}
