// The account's plan: what is included, what is used, and how to get more.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { type AccountPlan, fetchAccountPlan } from "@/api/plans";
import { Loaded, Section } from "@/settings/Section";
import { Button, buttonClass } from "@/ui/Button";
import { PlanCard, PlanCards } from "@/ui/PlanCard";
import { Usage } from "@/ui/Usage";
import { AskDialog } from "./AskDialog";
import styles from "./Plan.module.css";
import { Quotas } from "./Quotas";
import { Requests } from "./Requests";

export function PlanPage() {
  const { t } = useTranslation();
  const plan = useQuery({ queryKey: ["plan"], queryFn: fetchAccountPlan });
  const [wanted, setWanted] = useState<string | null>(null);
  const action = plan.data ? (
    <Button look="primary" onClick={() => setWanted(plan.data.plan_key)}>
      {t("plans.ask")}
    </Button>
  ) : null;
  return (
    <Section title={t("settings.plan")} text={t("plans.pageText")} action={action}>
      <Loaded query={plan}>
        {(data) => (
          <>
            <Used plan={data} />
            {data.plan ? null : <p className={styles.gone}>{t("plans.gone")}</p>}
            <Quotas quotas={data.quotas} />
            <Offered plan={data} onAsk={setWanted} />
            <Requests requests={data.requests} offered={data.offered} />
            {data.operator_email ? (
              <p className={styles.quiet}>
                {t("plans.contact")}{" "}
                <a href={`mailto:${data.operator_email}`}>{data.operator_email}</a>
              </p>
            ) : null}
            {wanted === null ? null : (
              <AskDialog plan={data} wanted={wanted} onClose={() => setWanted(null)} />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Used({ plan }: { plan: AccountPlan }) {
  const { t } = useTranslation();
  const me = useMe();
  const { total, used } = plan.seats;
  return (
    <Usage
      label={t("plans.current")}
      counts={[
        { name: t("plans.current"), value: plan.plan?.name ?? plan.plan_key },
        { name: t("plans.seatsUsed"), value: t("plans.ofSeats", { used, total }) },
        { name: t("plans.users"), value: plan.users },
      ]}
      used={used}
      total={total}
      action={
        may(me, permissions.seeSeats) ? (
          <Link to="/account/seats" className={buttonClass()}>
            {t("plans.manageSeats")}
          </Link>
        ) : null
      }
    >
      <p className={styles.quiet}>{t("plans.viewers")}</p>
    </Usage>
  );
}

function Offered({ plan, onAsk }: { plan: AccountPlan; onAsk: (key: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={styles.subhead}>{t("plans.offered")}</h3>
      <PlanCards>
        {plan.offered.map(({ key, seats, ...offer }) => (
          <PlanCard
            {...offer}
            key={key}
            level={3}
            seats={t("plans.seats", { count: seats })}
            mark={key === plan.plan_key ? t("plans.current") : undefined}
            action={
              key === plan.plan_key ? null : (
                <Button onClick={() => onAsk(key)}>
                  {t("plans.askFor", { name: offer.name })}
                </Button>
              )
            }
          />
        ))}
      </PlanCards>
    </>
  );
}
