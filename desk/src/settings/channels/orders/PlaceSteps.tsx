// The first three questions: which country, what for, and which type of number.
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Capability, NumberCountry, NumberOrder } from "@/api/numberOrders";
import { countryName } from "@/ui/countries";
import { TextField } from "@/ui/Field";
import styles from "./orders.module.css";
import { Choice, StepFrame } from "./StepFrame";
import type { Steps } from "./useOrder";

export interface StepProps {
  order: NumberOrder;
  steps: Steps;
}

interface PlaceProps extends StepProps {
  countries: readonly NumberCountry[];
}

const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLocaleLowerCase();

export function CountryStep({ order, steps, countries }: PlaceProps) {
  const { t } = useTranslation();
  const [country, setCountry] = useState(order.country);
  const [wanted, setWanted] = useState("");
  const named = countries
    .map((each) => ({ code: each.country, name: countryName(each.country) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const found = named.filter(
    ({ code, name }) =>
      folded(name).includes(folded(wanted.trim())) || folded(code) === folded(wanted.trim()),
  );
  const isOther = country !== order.country;
  return (
    <StepFrame
      title={t("orders.countryTitle")}
      text={t("orders.countryText")}
      steps={steps}
      canGoOn={country !== null}
      onNext={() =>
        void steps.go("capabilities", isOther ? { country, kind: null, offer: null } : {})
      }
    >
      <div className={styles.search}>
        <Search size={15} aria-hidden="true" />
        <TextField
          label={t("orders.findCountry")}
          type="search"
          autoComplete="off"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => {
            // Enter takes the only one that is left instead of going on without a choice.
            if (event.key === "Enter" && country === null) {
              event.preventDefault();
              if (found[0] && found.length === 1) setCountry(found[0].code);
            }
          }}
        />
      </div>
      <fieldset className={styles.grid}>
        <legend className="visually-hidden">{t("orders.country")}</legend>
        {found.map(({ code, name }) => (
          <Choice
            key={code}
            name="country"
            value={code}
            checked={country === code}
            onChoose={() => setCountry(code)}
            title={name}
            aside={<span className={styles.code}>{code}</span>}
          />
        ))}
      </fieldset>
      <p role="status" className={styles.none}>
        {found.length === 0 ? t("orders.noCountry", { text: wanted }) : ""}
      </p>
    </StepFrame>
  );
}

export function CapabilityStep({ order, steps, countries }: PlaceProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<Capability[]>(order.capabilities);
  const kinds = countries.find(({ country }) => country === order.country)?.kinds ?? [];
  const fits = kinds.some(({ capabilities }) => wanted.every((one) => capabilities.includes(one)));
  const isOther = [...wanted].sort().join() !== [...order.capabilities].sort().join();
  const choose = (one: Capability, on: boolean): void =>
    setWanted(on ? [...wanted, one] : wanted.filter((each) => each !== one));
  return (
    <StepFrame
      title={t("orders.capabilitiesTitle")}
      text={t("orders.capabilitiesText")}
      steps={steps}
      problem={
        wanted.length > 0 && !fits
          ? t("orders.noneCanBoth", { country: countryName(order.country ?? "") })
          : null
      }
      canGoOn={wanted.length > 0 && fits}
      onBack={() => void steps.go("country")}
      onNext={() =>
        void steps.go("kind", isOther ? { capabilities: wanted, kind: null, offer: null } : {})
      }
    >
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{t("orders.capabilities")}</legend>
        {(["sms", "voice"] as const).map((each) => (
          <Choice
            key={each}
            type="checkbox"
            name="capabilities"
            value={each}
            checked={wanted.includes(each)}
            onChoose={(on) => choose(each, on)}
            title={t(`orders.${each}`)}
            text={t(`orders.${each}Text`)}
          />
        ))}
      </fieldset>
    </StepFrame>
  );
}

export function KindStep({ order, steps, countries }: PlaceProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(order.kind);
  const kinds = (countries.find(({ country }) => country === order.country)?.kinds ?? []).filter(
    ({ capabilities }) => order.capabilities.every((one) => capabilities.includes(one)),
  );
  return (
    <StepFrame
      title={t("orders.kindTitle")}
      text={t("orders.kindText")}
      steps={steps}
      canGoOn={kind !== null}
      onBack={() => void steps.go("capabilities")}
      onNext={() => void steps.go("offer", kind === order.kind ? {} : { kind, offer: null })}
    >
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{t("orders.kind")}</legend>
        {kinds.map((each) => (
          <Choice
            key={each.kind}
            name="kind"
            value={each.kind}
            checked={kind === each.kind}
            onChoose={() => setKind(each.kind)}
            title={t(`orders.kinds.${each.kind}`)}
            text={t(`orders.kindTexts.${each.kind}`)}
          />
        ))}
      </fieldset>
    </StepFrame>
  );
}
