// The payment summary: everything on one page, and who is charged, how and when.
import { useTranslation } from "react-i18next";
import { type NumberOffer, placeOrder } from "@/api/numberOrders";
import { countryName } from "@/ui/countries";
import { PhoneNumber } from "@/ui/PhoneNumber";
import { Capabilities } from "./Capabilities";
import { isFree, monthlyOf, setupOf } from "./names";
import styles from "./orders.module.css";
import type { StepProps } from "./PlaceSteps";
import { StepFrame } from "./StepFrame";

export function SummaryStep({ order, steps }: StepProps) {
  const { t } = useTranslation();
  const { offer } = order;
  if (!offer) return null;
  return (
    <StepFrame
      title={t("orders.summaryTitle")}
      text={t("orders.summaryText")}
      steps={steps}
      next={t("orders.orderNow")}
      onBack={() => void steps.go("details")}
      onNext={() => void steps.act(() => placeOrder(order.id, order.version))}
    >
      <dl className={styles.facts}>
        <Fact name={t("orders.offer")}>
          <PhoneNumber number={offer.number} />
        </Fact>
        <Fact name={t("orders.country")}>{countryName(offer.country)}</Fact>
        <Fact name={t("orders.kind")}>{t(`orders.kinds.${offer.kind}`)}</Fact>
        <Fact name={t("orders.capabilities")}>
          <Capabilities of={offer.capabilities} />
        </Fact>
        <Fact name={t("orders.carrier")}>{offer.carrier}</Fact>
        {offer.requirements.map((each) => (
          <Fact key={each.name} name={each.title}>
            {each.form === "text"
              ? order.details[each.name]
              : order.documents.find(({ requirement }) => requirement === each.name)?.name}
          </Fact>
        ))}
        <Fact name={t("orders.setup")}>{setupOf(offer) ?? t("orders.priceUnknown")}</Fact>
        <Fact name={t("orders.monthly")}>{monthlyOf(offer) ?? t("orders.priceUnknown")}</Fact>
      </dl>
      <Paying offer={offer} />
    </StepFrame>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Paying({ offer }: { offer: NumberOffer }) {
  const { t } = useTranslation();
  const price = {
    carrier: offer.carrier,
    setup: setupOf(offer),
    monthly: monthlyOf(offer),
  };
  const isKnown = price.monthly !== null && price.setup !== null;
  const when = isFree(offer) ? "orders.payingMonthly" : "orders.payingWhen";
  const isSimulated = offer.carrier_kind === "simulator";
  return (
    <section className={styles.paying} aria-label={t("orders.payingTitle")}>
      <h4>{t("orders.payingTitle")}</h4>
      <p>{t(isSimulated ? "orders.payingNobody" : "orders.payingContract", price)}</p>
      <p>{t(isKnown ? when : "orders.payingUnknown", price)}</p>
      {offer.needs_approval ? <p>{t("orders.payingApproval")}</p> : null}
    </section>
  );
}
