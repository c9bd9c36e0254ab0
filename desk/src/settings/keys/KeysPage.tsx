// The keys with which other programs use the API: one's own, or all for who manages keys.
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { fetchKeys } from "@/api/settings";
import { Loaded, Section } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { selectClass } from "@/ui/Field";
import { KeyRow } from "./KeyRow";
import { NewKeyDialog } from "./NewKeyDialog";

export function KeysPage() {
  const { t } = useTranslation();
  const me = useMe();
  const manages = may(me, permissions.keys);
  const [mine, setMine] = useState(false);
  const keys = useQuery({ queryKey: ["keys", mine], queryFn: () => fetchKeys(mine) });
  const [creating, setCreating] = useState(false);
  return (
    <Section
      help="account"
      title={t("settings.keys")}
      text={t("keys.text")}
      action={
        manages ? (
          <Button look="primary" onClick={() => setCreating(true)}>
            <Plus size={15} aria-hidden="true" />
            {t("keys.create")}
          </Button>
        ) : null
      }
    >
      {manages ? (
        <div className={shared.bar}>
          <div>
            <select
              className={selectClass}
              aria-label={t("keys.which")}
              value={mine ? "mine" : "all"}
              onChange={(event) => setMine(event.target.value === "mine")}
            >
              <option value="all">{t("keys.all")}</option>
              <option value="mine">{t("keys.mine")}</option>
            </select>
          </div>
        </div>
      ) : null}
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <div className={shared.card}>
              <EmptyState icon={<KeyRound size={24} />} title={t("keys.none")}>
                {t("keys.noneText")}
              </EmptyState>
            </div>
          ) : (
            <Table
              hasActions
              columns={[
                t("keys.name"),
                t("keys.maker"),
                t("keys.scopes"),
                t("keys.networks"),
                t("keys.lastUsed"),
                t("keys.expires"),
              ]}
            >
              {items.map((each) => (
                <KeyRow key={each.id} apiKey={each} />
              ))}
            </Table>
          )
        }
      </Loaded>
      {creating ? <NewKeyDialog onClose={() => setCreating(false)} /> : null}
    </Section>
  );
}
