// The carrier connections and how each is doing.

import { Pencil, Plus, RadioTower, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { removeCarrier } from "@/api/settings";
import type { Carrier } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button, IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { exactTime } from "@/ui/when";
import { CarrierDialog } from "./CarrierDialog";
import styles from "./Carriers.module.css";

export function Carriers({ carriers }: { carriers: readonly Carrier[] }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Carrier | "new" | null>(null);
  return (
    <section aria-label={t("channels.carriers")}>
      <div className={shared.subhead}>
        <h3>{t("channels.carriers")}</h3>
        <Button onClick={() => setEditing("new")}>
          <Plus size={15} aria-hidden="true" />
          {t("channels.addCarrier")}
        </Button>
      </div>
      {carriers.length === 0 ? (
        <div className={shared.card}>
          <EmptyState icon={<RadioTower size={24} />} title={t("channels.noCarriers")}>
            {t("channels.noCarriersText")}
          </EmptyState>
        </div>
      ) : (
        <ul className={styles.list}>
          {carriers.map((each) => (
            <CarrierLine key={each.id} carrier={each} onEdit={() => setEditing(each)} />
          ))}
        </ul>
      )}
      {editing ? (
        <CarrierDialog
          carrier={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  );
}

function CarrierLine({ carrier, onEdit }: { carrier: Carrier; onEdit: () => void }) {
  const { t } = useTranslation();
  const { save } = useSave("carriers", "numbers");
  const [asking, setAsking] = useState(false);
  const { name, state } = carrier;
  return (
    <li className={styles.carrier}>
      <span className={cx(styles.dot, styles[state])} aria-hidden="true" />
      <div className={styles.body}>
        <div className={styles.title}>
          <strong>{name}</strong>
          <span className={shared.chip}>{t(`channels.${carrier.kind}`)}</span>
        </div>
        <p className={cx(shared.quiet, shared.small)}>
          <span className={shared.mono}>
            {carrier.host}:{carrier.port}
          </span>{" "}
          · {carrier.system_id}
          {carrier.tls ? " · TLS" : ""}
        </p>
        <p className={cx(styles.state, styles[`${state}Text`])}>
          {t(`channels.${state}`)}{" "}
          <span className={shared.quiet}>
            {t("channels.since", { time: exactTime(carrier.state_at) })}
          </span>
          {carrier.state_detail ? (
            <span className={styles.detail}>{carrier.state_detail}</span>
          ) : null}
        </p>
      </div>
      <div className={styles.actions}>
        <IconButton label={`${t("ui.edit")}: ${name}`} onClick={onEdit}>
          <Pencil size={15} aria-hidden="true" />
        </IconButton>
        <IconButton label={`${t("ui.remove")}: ${name}`} onClick={() => setAsking(true)}>
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <Confirm
        title={t("channels.removeCarrierTitle", { name })}
        open={asking}
        confirm={t("ui.remove")}
        danger
        onClose={() => setAsking(false)}
        onConfirm={async () => void (await save(() => removeCarrier(carrier.id)))}
      >
        {t("channels.removeCarrierText")}
      </Confirm>
    </li>
  );
}
