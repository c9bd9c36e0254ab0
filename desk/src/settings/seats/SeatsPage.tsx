// The seats of the account: how many there are, who holds one, and what happened to them.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fetchSeats } from "@/api/settings";
import { Loaded, Section } from "@/settings/Section";
import { Tabs } from "@/ui/Tabs";
import { Usage } from "@/ui/Usage";
import { SeatLog } from "./SeatLog";
import { SeatTable } from "./SeatTable";

export function SeatsPage() {
  const { t } = useTranslation();
  const seats = useQuery({ queryKey: ["seats"], queryFn: fetchSeats });
  return (
    <Section help="seats" title={t("settings.seats")} text={t("seats.text")}>
      <Loaded query={seats}>
        {(data) => (
          <>
            <Usage
              label={t("settings.seats")}
              counts={[
                { name: t("seats.total"), value: data.total },
                { name: t("seats.used"), value: data.used },
                { name: t("seats.free"), value: data.free, isBad: data.free === 0 },
              ]}
              used={data.used}
              total={data.total}
            />
            <Tabs
              label={t("seats.tabs")}
              tabs={[
                {
                  id: "seats",
                  label: t("seats.tabSeats"),
                  content: <SeatTable free={data.free} />,
                },
                { id: "logs", label: t("seats.tabLogs"), content: <SeatLog /> },
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}
