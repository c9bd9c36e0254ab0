// The plans on offer, for everybody.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import { fetchPlans, type Plans } from "@/api/plans";
import { Button, buttonClass } from "@/ui/Button";
import { FormError } from "@/ui/Field";
import { PlanCard, PlanCards } from "@/ui/PlanCard";
import { Spinner } from "@/ui/Spinner";
import { PublicLayout } from "./PublicLayout";
import styles from "./Start.module.css";

export function PlansPage() {
  const { t } = useTranslation();
  const plans = useQuery({ queryKey: ["plans"], queryFn: fetchPlans });
  return (
    <PublicLayout title={t("plans.title")} text={t("plans.text")}>
      {plans.data ? <Offer plans={plans.data} /> : null}
      {plans.error ? (
        <div>
          <FormError>{explain(plans.error, t)}</FormError>
          <Button onClick={() => void plans.refetch()}>{t("ui.retry")}</Button>
        </div>
      ) : null}
      {plans.isPending ? (
        <p role="status">
          <Spinner /> {t("ui.loading")}
        </p>
      ) : null}
    </PublicLayout>
  );
}

function Offer({ plans }: { plans: Plans }) {
  const { t } = useTranslation();
  return (
    <>
      <PlanCards>
        {plans.items.map(({ key, seats, ...plan }) => (
          <PlanCard
            {...plan}
            key={key}
            seats={t("plans.seats", { count: seats })}
            action={
              <Link to="/start/contact" search={{ plan: key }} className={buttonClass()}>
                {t("plans.askFor", { name: plan.name })}
              </Link>
            }
          />
        ))}
      </PlanCards>
      {plans.operator_email ? (
        <p className={styles.hint}>
          {t("plans.contact")} <a href={`mailto:${plans.operator_email}`}>{plans.operator_email}</a>
        </p>
      ) : null}
    </>
  );
}
