// Somebody's passkeys: which there are, when each was used, adding and removing them.
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { passkeysWork } from "@/access/passkeys";
import { type Passkey, removePasskey, type Security } from "@/api/security";
import shared from "@/settings/ui.module.css";
import { Button, IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { exactTime } from "@/ui/when";
import { Card } from "./Card";
import { PasskeyDialog } from "./PasskeyDialog";
import styles from "./security.module.css";
import type { SecurityActions } from "./useSecurity";

export function Passkeys({ security, actions }: { security: Security; actions: SecurityActions }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const { passkeys } = security;
  const works = security.passkeys_work && passkeysWork();
  return (
    <Card
      title={t("security.passkeys")}
      text={t("security.passkeysText")}
      mark={passkeys.length > 0 ? { words: String(passkeys.length), good: true } : undefined}
      actions={
        works ? (
          <Button
            look={passkeys.length === 0 ? "primary" : "plain"}
            onClick={() => setAdding(true)}
          >
            <Plus size={15} aria-hidden="true" />
            {t("security.addPasskey")}
          </Button>
        ) : null
      }
    >
      {works ? null : (
        <p className={shared.hint}>
          {t(security.passkeys_work ? "security.passkeysNotHere" : "security.passkeysNeedName")}
        </p>
      )}
      {passkeys.length > 0 ? (
        <ul className={styles.list}>
          {passkeys.map((each) => (
            <PasskeyRow key={each.id} passkey={each} actions={actions} />
          ))}
        </ul>
      ) : null}
      {adding ? (
        <PasskeyDialog
          actions={actions}
          onClose={() => setAdding(false)}
          onDone={(made) => {
            setAdding(false);
            actions.added(made);
          }}
        />
      ) : null}
    </Card>
  );
}

function PasskeyRow({ passkey, actions }: { passkey: Passkey; actions: SecurityActions }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { name, last_used_at: used } = passkey;
  return (
    <li>
      <KeyRound size={16} aria-hidden="true" />
      <div className={styles.what}>
        <strong>{name}</strong>{" "}
        {passkey.synced ? <span className={shared.chip}>{t("security.synced")}</span> : null}{" "}
        {passkey.here ? null : <span className={shared.chip}>{t("security.notHere")}</span>}
        <p className={cx(shared.hint, shared.number)}>
          {t("security.created", { date: exactTime(passkey.created_at) })}
          {" · "}
          {used ? t("security.lastUsed", { date: exactTime(used) }) : t("security.neverUsed")}
        </p>
      </div>
      <IconButton label={t("security.removePasskey", { name })} onClick={() => setAsking(true)}>
        <Trash2 size={15} aria-hidden="true" />
      </IconButton>
      <Confirm
        title={t("security.removeTitle", { name })}
        open={asking}
        confirm={t("ui.remove")}
        danger
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void actions.run(() => removePasskey(passkey.id)).then(actions.refresh);
        }}
      >
        {t("security.removeText")}
      </Confirm>
    </li>
  );
}
