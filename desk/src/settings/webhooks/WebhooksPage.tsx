// The webhooks of the account: where facts are sent, and how that has gone of late.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchWebhooks, type Webhook, type Webhooks } from "@/api/webhooks";
import { Loaded, Section } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { isOfProgram } from "./origin";
import { StateChip } from "./StateChip";
import { WebhookDialog } from "./WebhookDialog";
import styles from "./webhooks.module.css";

export const REFRESH_MS = 5000;

export function WebhooksPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const webhooks = useQuery({
    queryKey: ["webhooks"],
    queryFn: fetchWebhooks,
    refetchInterval: REFRESH_MS,
  });
  const add = (
    <Button look="primary" onClick={() => setAdding(true)}>
      <Plus size={15} aria-hidden="true" />
      {t("webhooks.add")}
    </Button>
  );
  const isEmpty = webhooks.data?.items.length === 0;
  return (
    <Section
      help="webhooks"
      title={t("settings.webhooks")}
      text={t("webhooks.text")}
      action={isEmpty || !webhooks.data ? null : add}
    >
      <Loaded query={webhooks}>
        {(found) => (
          <>
            {found.items.length === 0 ? (
              <div className={shared.card}>
                <EmptyState
                  icon={<WebhookIcon size={24} />}
                  title={t("webhooks.none")}
                  action={add}
                >
                  {t("webhooks.noneText")}
                </EmptyState>
              </div>
            ) : (
              <List found={found} />
            )}
            {adding ? (
              <WebhookDialog
                webhook={null}
                kinds={found.kinds}
                onClose={(added) => {
                  setAdding(false);
                  if (added) {
                    void navigate({
                      to: "/account/webhooks/$webhookId",
                      params: { webhookId: added.id },
                    });
                  }
                }}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function List({ found }: { found: Webhooks }) {
  const { t } = useTranslation();
  return (
    <Table
      columns={[
        t("webhooks.name"),
        t("webhooks.state"),
        t("webhooks.events"),
        t("webhooks.lastDay"),
        t("webhooks.waiting"),
      ]}
    >
      {found.items.map((each) => (
        <Row key={each.id} webhook={each} />
      ))}
    </Table>
  );
}

function Row({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        <div>
          <Link
            className={styles.open}
            to="/account/webhooks/$webhookId"
            params={{ webhookId: webhook.id }}
          >
            {webhook.name}
          </Link>
          {isOfProgram(webhook) ? (
            <>
              {" "}
              <span className={shared.chip}>{t("webhooks.ofProgram")}</span>
            </>
          ) : null}
          <div className={cx(shared.quiet, shared.mono, styles.url)}>{webhook.url}</div>
        </div>
      </td>
      <td>
        <StateChip webhook={webhook} />
      </td>
      <td className={shared.number}>{webhook.kinds.length}</td>
      <td className={shared.number}>
        <Rate webhook={webhook} />
      </td>
      <td className={shared.number}>{webhook.waiting.toLocaleString()}</td>
    </tr>
  );
}

/** How much of the last day arrived, and of how much. */
export function Rate({ webhook: { arrived, tried } }: { webhook: Webhook }) {
  const { t } = useTranslation();
  if (tried === 0) return <span className={shared.quiet}>{t("webhooks.nothingSent")}</span>;
  const share = arrived / tried;
  const percent = share === 1 ? 100 : Math.min(99, Math.floor(share * 100));
  return (
    <span>
      {t("webhooks.rate", { percent })}{" "}
      <span className={cx(shared.quiet, shared.small)}>
        {t("webhooks.ofTries", { count: tried })}
      </span>
    </span>
  );
}
