// The providers of the account, in the order in which their buttons are shown.
import { useQuery } from "@tanstack/react-query";
import { LogIn, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchProviders, type Provider, removeProvider } from "@/api/security";
import { Loaded } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button, IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { ProviderDialog } from "./ProviderDialog";

interface ProvidersProps {
  confirmed: <T>(act: () => Promise<T>) => Promise<T>;
  run: <T>(act: () => Promise<T>) => Promise<T | undefined>;
}

export function Providers({ confirmed, run }: ProvidersProps) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ["providers"], queryFn: fetchProviders });
  const [editing, setEditing] = useState<Provider | "new" | null>(null);
  return (
    <section aria-label={t("signin.providers")}>
      <div className={shared.subhead}>
        <div>
          <h3>{t("signin.providers")}</h3>
          <p className={shared.hint}>{t("signin.providersText")}</p>
        </div>
        <Button onClick={() => setEditing("new")}>
          <Plus size={15} aria-hidden="true" />
          {t("signin.addProvider")}
        </Button>
      </div>
      <Loaded query={query}>
        {({ items, redirect_uri }) => (
          <>
            {items.length === 0 ? (
              <div className={shared.card}>
                <EmptyState icon={<LogIn size={24} />} title={t("signin.noProviders")}>
                  {t("signin.noProvidersText")}
                </EmptyState>
              </div>
            ) : (
              <Table
                hasActions
                columns={[t("signin.label"), t("signin.issuer"), t("signin.domains")]}
              >
                {items.map((each) => (
                  <ProviderRow
                    key={each.id}
                    provider={each}
                    run={run}
                    onEdit={() => setEditing(each)}
                  />
                ))}
              </Table>
            )}
            {editing ? (
              <ProviderDialog
                provider={editing === "new" ? null : editing}
                redirectUri={redirect_uri}
                confirmed={confirmed}
                onClose={() => setEditing(null)}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  );
}

interface RowProps {
  provider: Provider;
  run: ProvidersProps["run"];
  onEdit: () => void;
}

function ProviderRow({ provider, run, onEdit }: RowProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("providers");
  const [asking, setAsking] = useState(false);
  const { label, acts_for: name } = provider;
  return (
    <tr>
      <td>
        <strong>{label}</strong>
        <p className={shared.hint}>
          {provider.acts_for_enabled
            ? t("signin.actsFor", { name })
            : t("signin.actsForNobody", { name })}
        </p>
      </td>
      <td className={shared.mono}>{provider.issuer}</td>
      <td>
        <div className={shared.chips}>
          {provider.domains.map((each) => (
            <span key={each} className={shared.chip}>
              {each}
            </span>
          ))}
          {provider.creates_users ? (
            <span className={cx(shared.chip, shared.accent)}>{t("signin.adds")}</span>
          ) : null}
          {provider.enabled ? null : <span className={shared.chip}>{t("signin.hidden")}</span>}
        </div>
      </td>
      <td className={shared.end}>
        <IconButton label={t("signin.editNamed", { label })} onClick={onEdit}>
          <Pencil size={15} aria-hidden="true" />
        </IconButton>
        <IconButton label={t("signin.removeNamed", { label })} onClick={() => setAsking(true)}>
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
        <Confirm
          title={t("signin.removeTitle", { label })}
          open={asking}
          confirm={t("ui.remove")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void run(() => removeProvider(provider.id)).then(refresh);
          }}
        >
          {t("signin.removeText")}
        </Confirm>
      </td>
    </tr>
  );
}
