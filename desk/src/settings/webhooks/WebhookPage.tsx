// One webhook: what it is, what can be done with it, and its log.
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ShieldX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { fetchWebhook, fetchWebhooks, type Webhook, type Webhooks } from "@/api/webhooks";
import { BackLink } from "@/settings/BackLink";
import { Notice } from "@/settings/roles/Notice";
import { Loaded } from "@/settings/Section";
import section from "@/settings/Section.module.css";
import shared from "@/settings/ui.module.css";
import { EmptyState } from "@/ui/EmptyState";
import { exactTime } from "@/ui/when";
import { Actions } from "./Actions";
import { Log } from "./Log";
import { isOfProgram, takeOverText } from "./origin";
import { isFailing, StateChip } from "./StateChip";
import { Rate, REFRESH_MS } from "./WebhooksPage";
import styles from "./webhooks.module.css";

export function WebhookPage() {
  const { t } = useTranslation();
  const { webhookId = "" } = useParams({ strict: false });
  const all = useQuery({ queryKey: ["webhooks"], queryFn: fetchWebhooks });
  const webhook = useQuery({
    queryKey: ["webhook", webhookId],
    queryFn: () => fetchWebhook(webhookId),
    retry: false,
    refetchInterval: REFRESH_MS,
  });
  const isGone = webhook.error instanceof ApiError && [404, 422].includes(webhook.error.status);
  return (
    <div className={section.page}>
      <BackLink to="/account/webhooks">{t("webhooks.back")}</BackLink>
      {isGone ? (
        <EmptyState icon={<ShieldX size={24} />} title={t("webhooks.gone")}>
          {t("webhooks.goneText")}
        </EmptyState>
      ) : (
        <Loaded query={all}>
          {({ kinds, log_days }) => (
            <Loaded query={webhook}>
              {(found) => <Shown webhook={found} kinds={kinds} days={log_days} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </div>
  );
}

interface ShownProps {
  webhook: Webhook;
  kinds: Webhooks["kinds"];
  days: number;
}

function Shown({ webhook, kinds, days }: ShownProps) {
  return (
    <>
      <header className={styles.head}>
        <div>
          <h2>
            {webhook.name} <StateChip webhook={webhook} />
          </h2>
        </div>
        <Actions webhook={webhook} kinds={kinds} />
      </header>
      <Trouble webhook={webhook} />
      <Facts webhook={webhook} />
      <Log webhook={webhook} kinds={kinds} days={days} />
    </>
  );
}

/** Why nothing is sent, or nothing arrives, and what to do. */
function Trouble({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const icon = <TriangleAlert size={16} aria-hidden="true" />;
  if (isFailing(webhook)) {
    const since = exactTime(webhook.failing_since ?? "");
    return (
      <Notice icon={icon} title={t("webhooks.trouble.now", { since })}>
        <p>{t("webhooks.trouble.nowText")}</p>
      </Notice>
    );
  }
  const { reason, state_at } = webhook;
  if (reason !== "chosen") {
    const words = reason === "owner" ? takeOverText(webhook) : (`${reason}Text` as const);
    return (
      <Notice icon={icon} title={t(`webhooks.trouble.${reason}`, { since: exactTime(state_at) })}>
        <p>{t(`webhooks.trouble.${words}`, { name: webhook.acts_for.name })}</p>
      </Notice>
    );
  }
  if (webhook.acts_for.is_able) return null;
  return (
    <Notice icon={icon} title={t("webhooks.trouble.unable", { name: webhook.acts_for.name })}>
      <p>{t(`webhooks.trouble.${takeOverText(webhook)}`, { name: webhook.acts_for.name })}</p>
    </Notice>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const { old_secret_until: until } = webhook;
  const both = until && Date.parse(until) > Date.now() ? exactTime(until) : null;
  return (
    <dl className={styles.facts}>
      <dt>{t("webhooks.address")}</dt>
      <dd className={shared.mono}>{webhook.url}</dd>
      <dt>{t("webhooks.events")}</dt>
      <dd className={shared.chips}>
        {webhook.kinds.map((each) => (
          <span key={each} className={shared.chip}>
            {t(`webhooks.kinds.${each.replaceAll(".", "_") as "person_met"}`, {
              defaultValue: each,
            })}
          </span>
        ))}
      </dd>
      {isOfProgram(webhook) ? (
        <>
          <dt>{t("webhooks.setUpBy")}</dt>
          <dd>
            {t("webhooks.ofProgram")}
            <p className={shared.hint}>{t("webhooks.ofProgramText")}</p>
          </dd>
        </>
      ) : null}
      <dt>{t("webhooks.actsFor")}</dt>
      <dd>
        {webhook.acts_for.name}
        <p className={shared.hint}>{t("webhooks.actsForText")}</p>
      </dd>
      {webhook.headers.length > 0 ? (
        <>
          <dt>{t("webhooks.headers")}</dt>
          <dd className={shared.mono}>
            {webhook.headers.map((each) => `${each}: ••••`).join(", ")}
          </dd>
        </>
      ) : null}
      {isOfProgram(webhook) ? null : (
        <>
          <dt>{t("webhooks.secret")}</dt>
          <dd>{both ? t("webhooks.bothSign", { until: both }) : <span>whsec_••••</span>}</dd>
        </>
      )}
      <dt>{t("webhooks.lastDay")}</dt>
      <dd>
        <Rate webhook={webhook} />
      </dd>
    </dl>
  );
}
