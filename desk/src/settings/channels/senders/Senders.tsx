// What conversations can be begun from, and whose agents may: our numbers, and names.
import { useQuery } from "@tanstack/react-query";
import { MessageSquareShare, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchSenders } from "@/api/senders";
import type { Carrier } from "@/api/types";
import { Loaded } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { NameDialog } from "./NameDialog";
import { SenderRow } from "./SenderRow";

export function Senders({ carriers }: { carriers: readonly Carrier[] }) {
  const { t } = useTranslation();
  const senders = useQuery({ queryKey: ["senders"], queryFn: fetchSenders });
  const [adding, setAdding] = useState(false);
  const isBare = carriers.length === 0;
  return (
    <section aria-label={t("senders.title")}>
      <div className={shared.subhead}>
        <h3>{t("senders.title")}</h3>
        <Button
          disabled={isBare}
          title={isBare ? t("channels.needCarrier") : undefined}
          onClick={() => setAdding(true)}
        >
          <Plus size={15} aria-hidden="true" />
          {t("senders.addName")}
        </Button>
      </div>
      <p className={shared.lead}>{t("senders.text")}</p>
      <Loaded query={senders}>
        {({ items }) =>
          items.length === 0 ? (
            <div className={shared.card}>
              <EmptyState icon={<MessageSquareShare size={24} />} title={t("senders.none")}>
                {t(isBare ? "channels.needCarrier" : "senders.noneText")}
              </EmptyState>
            </div>
          ) : (
            <Table
              hasActions
              columns={[
                t("senders.sender"),
                t("channels.carrier"),
                t("senders.queues"),
                t("senders.answers"),
              ]}
            >
              {items.map((each) => (
                <SenderRow key={each.id} sender={each} />
              ))}
            </Table>
          )
        }
      </Loaded>
      {adding ? <NameDialog carriers={carriers} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}
