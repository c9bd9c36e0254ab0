// What was decided so far and what it costs, beside every step.
import { useTranslation } from "react-i18next";
import type { NumberOffer, NumberOrder } from "@/api/numberOrders";
import { countryName } from "@/ui/countries";
import { PhoneNumber } from "@/ui/PhoneNumber";
import { isFree, monthlyOf, setupOf } from "./names";
import styles from "./orders.module.css";

export function OrderAside({ order }: { order: NumberOrder }) {
  const { t } = useTranslation();
  const { country, capabilities, kind, offer } = order;
  const lines = [
    [t("orders.country"), country ? countryName(country) : null],
    [t("orders.capabilities"), capabilities.map((each) => t(`orders.${each}`)).join(", ") || null],
    [t("orders.kind"), kind ? t(`orders.kinds.${kind}`) : null],
    [t("orders.offer"), offer ? <PhoneNumber key="number" number={offer.number} /> : null],
  ] as const;
  return (
    <aside className={styles.aside} aria-label={t("orders.asideTitle")}>
      <h3>{t("orders.asideTitle")}</h3>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? "–"}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.price} aria-live="polite">
        {offer ? <Price offer={offer} /> : <span data-unknown>{t("orders.noPrice")}</span>}
      </p>
    </aside>
  );
}

function Price({ offer }: { offer: NumberOffer }) {
  const { t } = useTranslation();
  const monthly = monthlyOf(offer);
  const setup = setupOf(offer);
  if (monthly === null) return <strong>{t("orders.priceUnknown")}</strong>;
  return (
    <>
      <strong>{t("orders.perMonth", { price: monthly })}</strong>
      <span>
        {setup === null ? t("orders.setupUnknown") : null}
        {setup !== null && isFree(offer) ? t("orders.noSetup") : null}
        {setup !== null && !isFree(offer) ? t("orders.onceSetup", { price: setup }) : null}
      </span>
    </>
  );
}
