// The seats of the account: how many there are, who holds one, and what happened to them.
import { useQuery } from "@tanstack/react-query";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { fetchSeats } from "@/api/settings";
import type { Seats } from "@/api/types";
import { Loaded, Section } from "@/settings/Section";
import { SeatLog } from "./SeatLog";
import styles from "./Seats.module.css";
import { SeatTable } from "./SeatTable";

export function SeatsPage() {
  const { t } = useTranslation();
  const seats = useQuery({ queryKey: ["seats"], queryFn: fetchSeats });
  return (
    <Section help="seats" title={t("settings.seats")} text={t("seats.text")}>
      <Loaded query={seats}>
        {(data) => (
          <>
            <Counts seats={data} />
            <Tabs className={styles.tabs ?? ""}>
              <TabList className={styles.tabList ?? ""} aria-label={t("seats.tabs")}>
                <Tab className={styles.tab ?? ""} id="seats">
                  {t("seats.tabSeats")}
                </Tab>
                <Tab className={styles.tab ?? ""} id="logs">
                  {t("seats.tabLogs")}
                </Tab>
              </TabList>
              <TabPanel className={styles.panel ?? ""} id="seats">
                <SeatTable free={data.free} />
              </TabPanel>
              <TabPanel className={styles.panel ?? ""} id="logs">
                <SeatLog />
              </TabPanel>
            </Tabs>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Counts({ seats }: { seats: Seats }) {
  const { t } = useTranslation();
  const parts = ["total", "used", "free"] as const;
  return (
    <dl className={styles.counts}>
      {parts.map((part) => (
        <div key={part} className={styles.count} data-none={seats[part] === 0 || undefined}>
          <dt>{t(`seats.${part}`)}</dt>
          <dd>{seats[part]}</dd>
        </div>
      ))}
      <div className={styles.meter} aria-hidden="true">
        <span
          style={{ inlineSize: `${Math.min(100, (100 * seats.used) / (seats.total || 1))}%` }}
        />
      </div>
    </dl>
  );
}
