// The numbers that the account has at a carrier over HTTP, and bringing them here.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Hash } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bringNumberHere, fetchNumbersThere, type NumberThere } from "@/api/carriersOverHttp";
import { explain } from "@/api/explain";
import type { Carrier } from "@/api/types";
import { Capabilities } from "@/settings/channels/orders/Capabilities";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { EmptyState } from "@/ui/EmptyState";
import { FormError } from "@/ui/Field";
import { PhoneNumber } from "@/ui/PhoneNumber";
import { readablePhone } from "@/ui/phone";
import styles from "./http.module.css";

interface NumbersThereProps {
  carrier: Carrier;
  onClose: () => void;
}

export function NumbersThere({ carrier, onClose }: NumbersThereProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = ["numbersThere", carrier.id];
  const numbers = useQuery({
    queryKey: key,
    queryFn: () => fetchNumbersThere(carrier.id),
    retry: false,
    gcTime: 0,
  });
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const bring = async (number: NumberThere): Promise<void> => {
    setBusy(number.key);
    setProblem(null);
    try {
      client.setQueryData(key, await bringNumberHere(carrier.id, number.key));
    } catch (error) {
      setProblem(explain(error, t));
      void client.invalidateQueries({ queryKey: key });
    } finally {
      setBusy(null);
      void client.invalidateQueries({ queryKey: ["numbers"] });
    }
  };
  const { name } = carrier;
  return (
    <Dialog title={t("carriersOverHttp.numbersAt", { name })} open onClose={onClose}>
      <DialogBody actions={<Button onClick={onClose}>{t("ui.close")}</Button>}>
        <FormError>{problem}</FormError>
        <Loaded query={numbers}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={<Hash size={24} />} title={t("carriersOverHttp.noneThere")}>
                {t("carriersOverHttp.noneThereText", { name })}
              </EmptyState>
            ) : (
              <ul className={styles.numbers}>
                {items.map((each) => (
                  <li key={each.key}>
                    <span className={shared.number}>
                      <PhoneNumber number={each.number} />
                    </span>
                    <Capabilities of={each.capabilities} />
                    <Bring
                      number={each}
                      busy={busy === each.key}
                      onBring={() => void bring(each)}
                    />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </DialogBody>
    </Dialog>
  );
}

interface BringProps {
  number: NumberThere;
  busy: boolean;
  onBring: () => void;
}

function Bring({ number, busy, onBring }: BringProps) {
  const { t } = useTranslation();
  if (number.is_elsewhere) {
    return <span className={styles.where}>{t("carriersOverHttp.elsewhere")}</span>;
  }
  if (number.number_id && number.answers_here) {
    return (
      <span className={styles.where}>
        <Check size={14} aria-hidden="true" />
        {t("carriersOverHttp.isHere")}
      </span>
    );
  }
  const words = t(number.number_id ? "carriersOverHttp.lead" : "carriersOverHttp.bring");
  return (
    <Button busy={busy} onClick={onBring} aria-label={`${words}: ${readablePhone(number.number)}`}>
      {words}
    </Button>
  );
}
