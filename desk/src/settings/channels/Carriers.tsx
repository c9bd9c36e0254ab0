// The carrier connections and how each is doing.

import { Hash, Pencil, Plus, RadioTower, Trash2 } from "lucide-react";
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
import { AddCarrier } from "./http/AddCarrier";
import { HttpCarrierDialog } from "./http/HttpCarrierDialog";
import { NumbersThere } from "./http/NumbersThere";

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
      <Editing carrier={editing} onClose={() => setEditing(null)} />
    </section>
  );
}

interface EditingProps {
  carrier: Carrier | "new" | null;
  onClose: () => void;
}

function Editing({ carrier, onClose }: EditingProps) {
  if (carrier === null) return null;
  if (carrier === "new") return <AddCarrier onClose={onClose} />;
  if (carrier.protocol === "smpp") return <CarrierDialog carrier={carrier} onClose={onClose} />;
  return <HttpCarrierDialog kind={carrier.kind} carrier={carrier} onClose={onClose} />;
}

function Where({ carrier }: { carrier: Carrier }) {
  const { t } = useTranslation();
  if (carrier.protocol === "http") {
    const { simulated, settings } = carrier;
    if (simulated) return t("carriersOverHttp.isSimulated");
    return <span className={shared.mono}>{Object.values(settings).join(" · ")}</span>;
  }
  return (
    <>
      <span className={shared.mono}>
        {carrier.host}:{carrier.port}
      </span>{" "}
      · {carrier.system_id}
      {carrier.tls ? " · TLS" : ""}
    </>
  );
}

function CarrierLine({ carrier, onEdit }: { carrier: Carrier; onEdit: () => void }) {
  const { t } = useTranslation();
  const { save } = useSave("carriers", "numbers");
  const [asking, setAsking] = useState(false);
  const [looking, setLooking] = useState(false);
  const { name, state } = carrier;
  return (
    <li className={styles.carrier}>
      <span className={cx(styles.dot, styles[state])} aria-hidden="true" />
      <div className={styles.body}>
        <div className={styles.title}>
          <strong>{name}</strong>
          <span className={shared.chip}>
            {carrier.protocol === "http" ? carrier.title : t(`channels.${carrier.kind}`)}
          </span>
        </div>
        <p className={cx(shared.quiet, shared.small)}>
          <Where carrier={carrier} />
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
        {carrier.protocol === "http" ? (
          <IconButton
            label={t("carriersOverHttp.numbersAt", { name })}
            onClick={() => setLooking(true)}
          >
            <Hash size={15} aria-hidden="true" />
          </IconButton>
        ) : null}
        <IconButton label={`${t("ui.edit")}: ${name}`} onClick={onEdit}>
          <Pencil size={15} aria-hidden="true" />
        </IconButton>
        <IconButton label={`${t("ui.remove")}: ${name}`} onClick={() => setAsking(true)}>
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
      </div>
      {looking ? <NumbersThere carrier={carrier} onClose={() => setLooking(false)} /> : null}
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
