// Which carrier is to be added, before anything is asked of it.
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchCarrierKinds } from "@/api/carriersOverHttp";
import { CarrierDialog } from "@/settings/channels/CarrierDialog";
import { Loaded } from "@/settings/Section";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { HttpCarrierDialog } from "./HttpCarrierDialog";
import styles from "./http.module.css";

export function AddCarrier({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const kinds = useQuery({ queryKey: ["carrierKinds"], queryFn: fetchCarrierKinds });
  const [kind, setKind] = useState<string | null>(null);
  const form = { carrier: null, onClose, onBack: () => setKind(null) };
  if (kind === "smpp") return <CarrierDialog {...form} />;
  if (kind) return <HttpCarrierDialog kind={kind} {...form} />;
  return (
    <Dialog title={t("channels.addCarrier")} open onClose={onClose} size="s">
      <DialogBody actions={<Button onClick={onClose}>{t("ui.cancel")}</Button>}>
        <p className={styles.lead}>{t("carriersOverHttp.which")}</p>
        <Loaded query={kinds}>
          {({ items }) => (
            <ul className={styles.kinds}>
              {items.map((each) => (
                <KindChoice
                  key={each.kind}
                  title={each.title}
                  text={t(each.sells ? "carriersOverHttp.sells" : "carriersOverHttp.sellsNothing")}
                  onChoose={() => setKind(each.kind)}
                />
              ))}
              <KindChoice
                title={t("carriersOverHttp.smppTitle")}
                text={t("carriersOverHttp.smppText")}
                onChoose={() => setKind("smpp")}
              />
            </ul>
          )}
        </Loaded>
      </DialogBody>
    </Dialog>
  );
}

interface KindChoiceProps {
  title: string;
  text: string;
  onChoose: () => void;
}

function KindChoice({ title, text, onChoose }: KindChoiceProps) {
  return (
    <li>
      <button type="button" className={styles.kind} onClick={onChoose}>
        <span>
          <strong>{title}</strong>
          <span className={styles.kindText}>{text}</span>
        </span>
        <ChevronRight size={16} aria-hidden="true" />
      </button>
    </li>
  );
}
