// One sender: what it is, through whom it goes out, whose agents may use it.
import { Link } from "@tanstack/react-router";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { removeSenderName, type Sender } from "@/api/senders";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { PhoneNumber } from "@/ui/PhoneNumber";
import { readablePhone } from "@/ui/phone";
import { QueuesDialog } from "./QueuesDialog";
import { queueWords } from "./queueWords";
import styles from "./senders.module.css";

export function SenderRow({ sender }: { sender: Sender }) {
  const { t } = useTranslation();
  const { save } = useSave("senders", "availableSenders");
  const [over, setOver] = useState<"queues" | "remove" | null>(null);
  const close = (): void => setOver(null);
  const { id, kind, value, version } = sender;
  const shown = readablePhone(value);
  return (
    <tr>
      <td className={shared.number}>
        <div>
          {kind === "number" ? (
            <Link to="/channels/numbers/$numberId" params={{ numberId: id }}>
              <PhoneNumber number={value} />
            </Link>
          ) : (
            <bdi>{shown}</bdi>
          )}
          <p className={shared.hint}>{t(`senders.kinds.${kind}`)}</p>
        </div>
      </td>
      <td>
        <div>
          {sender.carrier_name}
          {sender.carrier_ready ? null : (
            <p className={cx(shared.small, styles.unready)}>{t("senders.unready")}</p>
          )}
        </div>
      </td>
      <td>{queueWords(sender, t)}</td>
      <td>{t(kind === "number" ? "senders.twoWay" : "senders.oneWay")}</td>
      <td className={shared.end}>
        <IconButton
          label={t("senders.changeQueues", { name: shown })}
          aria-haspopup="dialog"
          onClick={() => setOver("queues")}
        >
          <Pencil size={15} aria-hidden="true" />
        </IconButton>
        {kind === "name" ? (
          <IconButton label={`${t("ui.remove")}: ${shown}`} onClick={() => setOver("remove")}>
            <Trash2 size={15} aria-hidden="true" />
          </IconButton>
        ) : null}
        {over === "queues" ? <QueuesDialog sender={sender} onClose={close} /> : null}
        <Confirm
          title={t("senders.removeTitle", { name: shown })}
          open={over === "remove"}
          confirm={t("ui.remove")}
          danger
          onClose={close}
          onConfirm={async () => void (await save(() => removeSenderName(id, version)))}
        >
          {t("senders.removeText")}
        </Confirm>
      </td>
    </tr>
  );
}
