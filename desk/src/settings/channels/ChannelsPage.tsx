// Carriers and numbers: how texts come in and go out.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fetchCarriers } from "@/api/settings";
import { Loaded, Section } from "@/settings/Section";
import { Tabs } from "@/ui/Tabs";
import { Carriers } from "./Carriers";
import { Numbers } from "./Numbers";
import { InboundDefaults } from "./number/InboundDefaults";
import { BuyButton } from "./orders/BuyButton";
import { OpenOrders } from "./orders/OpenOrders";
import styles from "./orders/orders.module.css";
import { Senders } from "./senders/Senders";

/** A connection comes and goes by itself, so its state is asked for while it is looked at. */
const LOOK_MS = 5000;

export function ChannelsPage() {
  const { t } = useTranslation();
  const { tab = "numbers" } = useSearch({ from: "/shell/channels/numbers" });
  const navigate = useNavigate();
  const carriers = useQuery({
    queryKey: ["carriers"],
    queryFn: fetchCarriers,
    refetchInterval: LOOK_MS,
  });
  return (
    <Section
      title={t("settings.numbers")}
      text={t("channels.text")}
      help={tab === "senders" ? "senders" : "numbers"}
      action={<BuyButton />}
    >
      <Loaded query={carriers}>
        {({ items }) => (
          <Tabs
            label={t("settings.numbers")}
            selected={tab}
            onSelect={(id) =>
              void navigate({
                to: "/channels/numbers",
                search: id === "numbers" ? {} : { tab: id },
                replace: true,
              })
            }
            tabs={[
              {
                id: "numbers",
                label: t("orders.myNumbers"),
                content: (
                  <div className={styles.stack}>
                    <OpenOrders />
                    <Numbers carriers={items} />
                  </div>
                ),
              },
              {
                id: "carriers",
                label: t("channels.carriers"),
                count: items.length,
                content: <Carriers carriers={items} />,
              },
              {
                id: "senders",
                label: t("senders.title"),
                content: <Senders carriers={items} />,
              },
              { id: "defaults", label: t("inbound.defaults"), content: <InboundDefaults /> },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
