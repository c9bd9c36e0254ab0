// From where a key may be used and how long: the fields that creating and changing share.
import { useTranslation } from "react-i18next";
import { SelectField, TextAreaField, TextField } from "@/ui/Field";
import { exactTime } from "@/ui/when";
import { lives } from "./expiry";

interface FieldOf {
  name: string;
  value: string | undefined;
  error: string | undefined;
  onChange: (event: { target: { value: string } }) => void;
  onBlur: () => void;
}

interface KeyLimitsProps {
  field: (name: "networks" | "life" | "day") => FieldOf;
  life: string;
  /** How it is now, where a key is changed; null for never. */
  now?: string | null;
}

export function KeyLimits({ field, life, now }: KeyLimitsProps) {
  const { t } = useTranslation();
  const keep = now === undefined ? [] : ["keep"];
  const words = (each: string): string => {
    if (each === "never") return t("keys.expiryNever");
    if (each === "day") return t("keys.expiresOn");
    if (each !== "keep") return t("keys.expiresIn", { count: Number(each) });
    return t("keys.expiresKeep", { at: now ? exactTime(now) : t("keys.expiryNever") });
  };
  return (
    <>
      <SelectField {...field("life")} label={t("keys.expires")}>
        {[...keep, ...lives].map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </SelectField>
      {life === "day" ? (
        <TextField {...field("day")} type="date" label={t("keys.expiryDay")} />
      ) : null}
      <TextAreaField
        {...field("networks")}
        label={t("keys.networks")}
        hint={t("keys.networksHint")}
        rows={3}
        spellCheck={false}
        autoComplete="off"
      />
    </>
  );
}
