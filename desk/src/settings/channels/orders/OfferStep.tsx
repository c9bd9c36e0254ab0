// The numbers that carriers offer now, with what each costs.
import { useQuery } from "@tanstack/react-query";
import { PackageOpen, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchOffers, type NumberOffer } from "@/api/numberOrders";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { SelectField } from "@/ui/Field";
import { PhoneNumber } from "@/ui/PhoneNumber";
import { Capabilities } from "./Capabilities";
import { isFree, monthlyOf, setupOf } from "./names";
import styles from "./orders.module.css";
import type { StepProps } from "./PlaceSteps";
import { Choice, StepFrame } from "./StepFrame";

/** What has no price comes last either way. */
const priceOf = (offer: NumberOffer, none: number): number =>
  offer.monthly === null ? none : Number(offer.monthly);

const orders = {
  cheapest: (a: NumberOffer, b: NumberOffer) => priceOf(a, 1e9) - priceOf(b, 1e9),
  dearest: (a: NumberOffer, b: NumberOffer) => priceOf(b, -1) - priceOf(a, -1),
  number: (a: NumberOffer, b: NumberOffer) => a.number.localeCompare(b.number),
};

/** Two carriers may offer under the same key. */
const isSame = (one: NumberOffer, other: NumberOffer): boolean =>
  one.carrier_id === other.carrier_id && one.key === other.key;

interface OfferStepProps extends StepProps {
  /** So that its price stands beside the step before it is decided. */
  onLook: (offer: NumberOffer) => void;
}

export function OfferStep({ order, steps, onLook }: OfferStepProps) {
  const { t } = useTranslation();
  const [offer, setOffer] = useState(order.offer);
  const [sorted, setSorted] = useState<keyof typeof orders>("cheapest");
  const [carrier, setCarrier] = useState("");
  const { country, capabilities, kind } = order;
  const offers = useQuery({
    queryKey: ["numberOffers", country, capabilities, kind],
    queryFn: () => fetchOffers(country ?? "", capabilities, kind ?? "long"),
    enabled: country !== null && kind !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const withChosen = (items: readonly NumberOffer[]): NumberOffer[] => {
    const isThere = !offer || items.some((each) => isSame(offer, each));
    const all = [...(isThere ? [] : [offer]), ...items].sort(orders[sorted]);
    return all.filter((each) => carrier === "" || each.carrier === carrier);
  };
  const carriers = [...new Set(offers.data?.items.map((each) => each.carrier))].sort();
  return (
    <StepFrame
      title={t("orders.offerTitle")}
      text={t("orders.offerText")}
      steps={steps}
      canGoOn={offer !== null}
      onBack={() => void steps.go("kind")}
      onNext={() => void steps.go("details", { offer })}
    >
      <div className={shared.bar}>
        <SelectField
          label={t("orders.sort")}
          value={sorted}
          onChange={(event) => setSorted(event.target.value as keyof typeof orders)}
        >
          {(["cheapest", "dearest", "number"] as const).map((each) => (
            <option key={each} value={each}>
              {t(`orders.sorts.${each}`)}
            </option>
          ))}
        </SelectField>
        {carriers.length > 1 ? (
          <SelectField
            label={t("orders.carrier")}
            value={carrier}
            onChange={(event) => setCarrier(event.target.value)}
          >
            <option value="">{t("orders.allCarriers")}</option>
            {carriers.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
        ) : null}
        <Button busy={offers.isFetching} onClick={() => void offers.refetch()}>
          <RefreshCw size={14} aria-hidden="true" />
          {t("orders.others")}
        </Button>
      </div>
      <Loaded query={offers}>
        {({ items, silent }) => (
          <>
            {silent.length > 0 ? (
              <p className={styles.explained}>{t("orders.silent", { names: silent.join(", ") })}</p>
            ) : null}
            {items.length === 0 && !offer ? (
              <EmptyState icon={<PackageOpen size={24} />} title={t("orders.soldOut")}>
                {t("orders.soldOutText")}
              </EmptyState>
            ) : (
              <fieldset className={styles.choices}>
                <legend className="visually-hidden">{t("orders.offer")}</legend>
                {withChosen(items).map((each) => (
                  <Choice
                    key={`${each.carrier_id}/${each.key}`}
                    name="offer"
                    value={each.key}
                    checked={offer !== null && isSame(offer, each)}
                    onChoose={() => {
                      setOffer(each);
                      onLook(each);
                    }}
                    title={
                      <span className={shared.number}>
                        <PhoneNumber number={each.number} />
                      </span>
                    }
                    text={<OfferLine offer={each} />}
                    aside={<Monthly offer={each} />}
                  />
                ))}
              </fieldset>
            )}
          </>
        )}
      </Loaded>
    </StepFrame>
  );
}

function OfferLine({ offer }: { offer: NumberOffer }) {
  const { t } = useTranslation();
  return (
    <span className={styles.line}>
      <Capabilities of={offer.capabilities} />
      <span>{offer.carrier}</span>
      {offer.needs_approval ? <span>{t("orders.needsApproval")}</span> : null}
    </span>
  );
}

function Monthly({ offer }: { offer: NumberOffer }) {
  const { t } = useTranslation();
  const monthly = monthlyOf(offer);
  if (monthly === null) return <strong>{t("orders.priceUnknown")}</strong>;
  return (
    <>
      <strong>{t("orders.perMonth", { price: monthly })}</strong>
      <span className={styles.choiceText}>
        <Setup offer={offer} />
      </span>
    </>
  );
}

function Setup({ offer }: { offer: NumberOffer }) {
  const { t } = useTranslation();
  const setup = setupOf(offer);
  if (setup === null) return t("orders.setupNotSaid");
  return isFree(offer) ? t("orders.noSetup") : t("orders.plusSetup", { price: setup });
}
