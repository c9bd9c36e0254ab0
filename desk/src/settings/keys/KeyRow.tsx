// One key in the table: what it may do now, from where, and when it was last used.
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { removeKey } from "@/api/settings";
import type { ApiKey } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { exactTime } from "@/ui/when";
import { ChangeKeyDialog } from "./ChangeKeyDialog";

type Asking = "change" | "revoke" | null;

export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { save } = useSave("keys");
  const manages = may(useMe(), permissions.keys);
  const [asking, setAsking] = useState<Asking>(null);
  const { name, scopes, effective, networks, state } = apiKey;
  const quiet = cx(shared.quiet, shared.number);
  return (
    <tr>
      <td>
        <strong>{name}</strong>
        <div className={cx(shared.quiet, shared.mono)}>{apiKey.prefix}…</div>
        {state === "active" ? null : (
          <span className={shared.chip}>
            {t(`keys.states.${state}`, {
              at: apiKey.starts_at ? exactTime(apiKey.starts_at) : "",
            })}
          </span>
        )}
      </td>
      <td>{apiKey.maker.name}</td>
      <td title={scopes.join("\n")}>
        {t("keys.scopesCount", { count: scopes.length })}
        {effective.length < scopes.length ? (
          <div className={cx(shared.quiet, shared.small)} title={t("keys.effectiveText")}>
            {t("keys.effective", { effective: effective.length, count: scopes.length })}
          </div>
        ) : null}
      </td>
      <td className={networks.length > 0 ? shared.mono : shared.quiet}>
        {networks.length > 0
          ? networks.map((each) => <div key={each}>{each}</div>)
          : t("keys.anywhere")}
      </td>
      <td className={quiet}>
        {apiKey.last_used_at ? exactTime(apiKey.last_used_at) : t("ui.never")}
        {apiKey.last_used_from ? <div className={shared.mono}>{apiKey.last_used_from}</div> : null}
      </td>
      <td className={quiet}>{apiKey.expires_at ? exactTime(apiKey.expires_at) : t("ui.never")}</td>
      <td className={shared.end}>
        {manages ? (
          <IconButton label={t("keys.changeNamed", { name })} onClick={() => setAsking("change")}>
            <Pencil size={15} aria-hidden="true" />
          </IconButton>
        ) : null}
        <IconButton label={t("keys.revokeNamed", { name })} onClick={() => setAsking("revoke")}>
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
        {asking === "change" ? (
          <ChangeKeyDialog apiKey={apiKey} onClose={() => setAsking(null)} />
        ) : null}
        <Confirm
          title={t("keys.revokeTitle", { name })}
          open={asking === "revoke"}
          confirm={t("keys.revoke")}
          danger
          onClose={() => setAsking(null)}
          onConfirm={async () => void (await save(() => removeKey(apiKey.id)))}
        >
          {t("keys.revokeText")}
        </Confirm>
      </td>
    </tr>
  );
}
