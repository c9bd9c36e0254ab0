// The keys with which other programs use the API.
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchKeys, removeKey } from "@/api/settings";
import type { ApiKey } from "@/api/types";
import { Loaded, Section, TableFrame } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button, IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { exactTime } from "@/ui/when";
import { NewKeyDialog } from "./NewKeyDialog";

export function KeysPage() {
  const { t } = useTranslation();
  const keys = useQuery({ queryKey: ["keys"], queryFn: fetchKeys });
  const [creating, setCreating] = useState(false);
  return (
    <Section
      title={t("settings.keys")}
      text={t("keys.text")}
      action={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus size={15} aria-hidden="true" />
          {t("keys.create")}
        </Button>
      }
    >
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <div className={shared.card}>
              <EmptyState icon={<KeyRound size={24} />} title={t("keys.none")}>
                {t("keys.noneText")}
              </EmptyState>
            </div>
          ) : (
            <TableFrame>
              <thead>
                <tr>
                  <th scope="col">{t("keys.name")}</th>
                  <th scope="col">{t("keys.key")}</th>
                  <th scope="col">{t("keys.scopes")}</th>
                  <th scope="col">{t("keys.createdAt")}</th>
                  <th scope="col">{t("keys.lastUsed")}</th>
                  <th scope="col">{t("keys.expires")}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t("settings.actions")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((each) => (
                  <KeyRow key={each.id} apiKey={each} />
                ))}
              </tbody>
            </TableFrame>
          )
        }
      </Loaded>
      {creating ? <NewKeyDialog onClose={() => setCreating(false)} /> : null}
    </Section>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { save } = useSave("keys");
  const [asking, setAsking] = useState(false);
  const { name } = apiKey;
  const time = (at: string | null): string => (at ? exactTime(at) : t("ui.never"));
  const quiet = cx(shared.quiet, shared.number);
  return (
    <tr>
      <td>
        <strong>{name}</strong>
      </td>
      <td className={shared.mono}>{apiKey.prefix}…</td>
      <td title={apiKey.scopes.join("\n")}>
        {t("keys.scopesCount", { count: apiKey.scopes.length })}
      </td>
      <td className={quiet}>{time(apiKey.created_at)}</td>
      <td className={quiet}>{time(apiKey.last_used_at)}</td>
      <td className={quiet}>{time(apiKey.expires_at)}</td>
      <td className={shared.end}>
        <IconButton label={t("keys.revokeNamed", { name })} onClick={() => setAsking(true)}>
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
        <Confirm
          title={t("keys.revokeTitle", { name })}
          open={asking}
          confirm={t("keys.revoke")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => void (await save(() => removeKey(apiKey.id)))}
        >
          {t("keys.revokeText")}
        </Confirm>
      </td>
    </tr>
  );
}
