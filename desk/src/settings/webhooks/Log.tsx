// The log of a webhook: each delivery with how its last attempt went, narrowed and sent again.
import { useInfiniteQuery } from "@tanstack/react-query";
import { History, RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Delivery,
  fetchDeliveries,
  type LogFilter,
  type Webhook,
  type Webhooks,
} from "@/api/webhooks";
import { MoreButton } from "@/settings/MoreButton";
import { Loaded } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { selectClass } from "@/ui/Field";
import { clockTime, exactTime } from "@/ui/when";
import { DeliveryDialog, DeliveryState } from "./DeliveryDialog";
import { ReplayDialog, ReplayProgress } from "./ReplayDialog";
import { REFRESH_MS } from "./WebhooksPage";
import styles from "./webhooks.module.css";

const STATES = ["waiting", "delivered", "failed", "withheld"] as const;

const SOON_MS = 1000;

/** Somebody who has just sent it is waiting to see how it goes. */
const isAboutToGo = ({ is_under_way, next_at, attempts }: Delivery): boolean =>
  is_under_way || (next_at !== null && attempts === 0);

interface LogProps {
  webhook: Webhook;
  kinds: Webhooks["kinds"];
  days: number;
}

export function Log({ webhook, kinds, days }: LogProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<LogFilter>({ state: "", kind: "" });
  const [shown, setShown] = useState<Delivery | null>(null);
  const [replaying, setReplaying] = useState(false);
  const log = useInfiniteQuery({
    queryKey: ["webhook-log", webhook.id, filter],
    queryFn: ({ pageParam }) => fetchDeliveries(webhook.id, filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some(isAboutToGo) ? SOON_MS : REFRESH_MS,
  });
  return (
    <section className={styles.log} aria-label={t("webhooks.log")}>
      <div className={shared.subhead}>
        <div>
          <h3>{t("webhooks.log")}</h3>
          <p className={shared.hint}>{t("webhooks.logText", { count: days })}</p>
        </div>
        {webhook.failed > 0 ? (
          <Button onClick={() => setReplaying(true)}>
            <RotateCw size={15} aria-hidden="true" />
            {t("webhooks.replayFailed")}
          </Button>
        ) : null}
      </div>
      <ReplayProgress id={webhook.id} />
      <Filters kinds={kinds} filter={filter} onChange={setFilter} />
      <Loaded query={log}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <div className={shared.card}>
              <EmptyState icon={<History size={24} />} title={t("webhooks.logNone")}>
                {t(filter.state || filter.kind ? "webhooks.logNoneFound" : "webhooks.logNoneText")}
              </EmptyState>
            </div>
          ) : (
            <Table
              hasActions
              columns={[
                t("webhooks.when"),
                t("webhooks.event"),
                t("webhooks.state"),
                t("webhooks.attempts"),
                t("webhooks.answer"),
              ]}
            >
              {items.map((each) => (
                <LogRow key={each.id} delivery={each} onOpen={() => setShown(each)} />
              ))}
            </Table>
          );
        }}
      </Loaded>
      <MoreButton query={log} />
      {shown ? (
        <DeliveryDialog webhookId={webhook.id} delivery={shown} onClose={() => setShown(null)} />
      ) : null}
      {replaying ? <ReplayDialog webhook={webhook} onClose={() => setReplaying(false)} /> : null}
    </section>
  );
}

interface FiltersProps {
  kinds: Webhooks["kinds"];
  filter: LogFilter;
  onChange: (filter: LogFilter) => void;
}

function Filters({ kinds, filter, onChange }: FiltersProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.filters}>
      <select
        className={selectClass}
        aria-label={t("webhooks.state")}
        value={filter.state}
        onChange={(event) =>
          onChange({ ...filter, state: event.target.value as LogFilter["state"] })
        }
      >
        <option value="">{t("webhooks.anyState")}</option>
        {STATES.map((each) => (
          <option key={each} value={each}>
            {t(`webhooks.deliveryStates.${each}`)}
          </option>
        ))}
      </select>
      <select
        className={selectClass}
        aria-label={t("webhooks.event")}
        value={filter.kind}
        onChange={(event) => onChange({ ...filter, kind: event.target.value })}
      >
        <option value="">{t("webhooks.anyEvent")}</option>
        {[...kinds.map(({ key }) => key), "webhook.test"].map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </div>
  );
}

function LogRow({ delivery, onOpen }: { delivery: Delivery; onOpen: () => void }) {
  const { t } = useTranslation();
  const { kind, attempts, milliseconds, status, next_at, created_at } = delivery;
  return (
    <tr>
      <td className={shared.number}>{exactTime(created_at)}</td>
      <td className={shared.mono}>{kind}</td>
      <td>
        <div>
          <DeliveryState delivery={delivery} />
          {next_at && attempts > 0 ? (
            <div className={cx(shared.quiet, shared.small)}>
              {t("webhooks.nextAt", { at: clockTime(next_at) })}
            </div>
          ) : null}
        </div>
      </td>
      <td className={shared.number}>{attempts}</td>
      <td className={shared.number}>
        {milliseconds === null ? null : (
          <span>
            {status ?? t("webhooks.noAnswer")}{" "}
            <span className={cx(shared.quiet, shared.small)}>
              {t("webhooks.took", { milliseconds: milliseconds.toLocaleString() })}
            </span>
          </span>
        )}
      </td>
      <td className={shared.end}>
        <Button size="s" onClick={onOpen} aria-label={t("webhooks.openNamed", { kind })}>
          {t("webhooks.open")}
        </Button>
      </td>
    </tr>
  );
}
