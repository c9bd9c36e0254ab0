// From what it is sent: one of our numbers, or a name that nobody can answer to.
import { useTranslation } from "react-i18next";
import type { AvailableSender } from "@/api/starting";
import type { Id } from "@/api/types";
import { SelectField } from "@/ui/Field";
import { readablePhone } from "@/ui/phone";

interface SenderFieldProps {
  senders: readonly AvailableSender[];
  chosen: Id | null;
  error: string | undefined;
  onChange: (sender: Id) => void;
}

const kinds = ["number", "name"] as const;

export function SenderField({ senders, chosen, error, onChange }: SenderFieldProps) {
  const { t } = useTranslation();
  const sender = senders.find((each) => each.id === chosen);
  return (
    <SelectField
      label={t("starting.from")}
      name="sender"
      value={chosen ?? ""}
      error={error}
      hint={sender?.takes_answers === false ? t("starting.oneWay") : null}
      onChange={(event) => onChange(event.target.value)}
    >
      {kinds.map((kind) => {
        const those = senders.filter((each) => each.kind === kind);
        if (those.length === 0) return null;
        return (
          <optgroup key={kind} label={t(`starting.kinds.${kind}`)}>
            {those.map((each) => (
              <option key={each.id} value={each.id}>
                {readablePhone(each.value)} · {each.carrier_name}
              </option>
            ))}
          </optgroup>
        );
      })}
    </SelectField>
  );
}
