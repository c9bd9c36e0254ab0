// An order of a number: the steps of its draft, and what became of it.
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { PackageX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { fetchCountries, type NumberOffer, type NumberOrder } from "@/api/numberOrders";
import { BackLink } from "@/settings/BackLink";
import { Loaded } from "@/settings/Section";
import section from "@/settings/Section.module.css";
import { EmptyState } from "@/ui/EmptyState";
import { DetailsStep } from "./DetailsStep";
import { OfferStep } from "./OfferStep";
import { OrderAside } from "./OrderAside";
import { OrderState } from "./OrderState";
import styles from "./orders.module.css";
import { CapabilityStep, CountryStep, KindStep } from "./PlaceSteps";
import { StepList } from "./StepList";
import { SummaryStep } from "./SummaryStep";
import { useOrder, useSteps } from "./useOrder";
import { useStepInAddress } from "./useStepInAddress";

export function OrderPage() {
  const { t } = useTranslation();
  const { orderId = "" } = useParams({ strict: false });
  const order = useOrder(orderId);
  const isGone = order.error instanceof ApiError && [404, 422].includes(order.error.status);
  return (
    <div className={section.page}>
      <BackLink to="/channels/numbers">{t("orders.toNumbers")}</BackLink>
      <h2 className={section.title}>{t("orders.title")}</h2>
      {isGone ? (
        <EmptyState icon={<PackageX size={24} />} title={t("orders.gone")}>
          {t("orders.goneText")}
        </EmptyState>
      ) : (
        <Loaded query={order}>
          {(found) =>
            found.state === "draft" ? <Draft order={found} /> : <OrderState order={found} />
          }
        </Loaded>
      )}
    </div>
  );
}

function Draft({ order }: { order: NumberOrder }) {
  const { t } = useTranslation();
  const steps = useSteps(order);
  useStepInAddress(order, steps);
  const [looking, setLooking] = useState<NumberOffer | null>(null);
  const countries = useQuery({
    queryKey: ["numberCountries"],
    queryFn: fetchCountries,
    retry: false,
  });
  return (
    <>
      <StepList order={order} steps={steps} />
      <div className={styles.columns}>
        <Loaded query={countries}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={<PackageX size={24} />} title={t("orders.noSeller")}>
                {t("orders.noSellerText")}
              </EmptyState>
            ) : (
              <Step key={order.step} {...{ order, steps, countries: items }} onLook={setLooking} />
            )
          }
        </Loaded>
        <OrderAside
          order={order.step === "offer" && looking ? { ...order, offer: looking } : order}
        />
      </div>
    </>
  );
}

type StepsProps = Parameters<typeof CountryStep>[0] & Parameters<typeof OfferStep>[0];

function Step(props: StepsProps) {
  switch (props.order.step) {
    case "country":
      return <CountryStep {...props} />;
    case "capabilities":
      return <CapabilityStep {...props} />;
    case "kind":
      return <KindStep {...props} />;
    case "offer":
      return <OfferStep {...props} />;
    case "details":
      return <DetailsStep {...props} />;
    case "summary":
      return <SummaryStep {...props} />;
  }
}
