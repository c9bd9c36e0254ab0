// Work that is stuck: which part could not do it, since when, and what waits behind it.
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchStuckWork, retryStuck, type Stuck } from "@/api/stuck";
import { Loaded, Section } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { toast } from "@/ui/toasts";
import { clockTime, exactTime } from "@/ui/when";
import { About } from "./About";
import { SkipDialog } from "./SkipDialog";
import { readerWords } from "./words";

const REFRESH_MS = 5000;

export function StuckPage() {
  const { t } = useTranslation();
  const stuck = useQuery({
    queryKey: ["stuck-work"],
    queryFn: fetchStuckWork,
    refetchInterval: REFRESH_MS,
  });
  const { save, busy } = useSave("stuck-work");
  const [skipping, setSkipping] = useState<Stuck | null>(null);
  const retry = async (which: Stuck | null): Promise<void> => {
    if (await save(() => retryStuck(which))) toast("done", t("stuck.retried"));
  };
  const action = stuck.data?.items.length ? (
    <Button busy={busy} onClick={() => void retry(null)}>
      {t("stuck.retryAll")}
    </Button>
  ) : null;
  return (
    <Section title={t("settings.stuck")} text={t("stuck.text")} help="stuck-work" action={action}>
      <Loaded query={stuck}>
        {({ items, total }) =>
          items.length === 0 ? (
            <div className={shared.card}>
              <EmptyState icon={<CircleCheck size={24} />} title={t("stuck.none")}>
                {t("stuck.noneText")}
              </EmptyState>
            </div>
          ) : (
            <>
              <p role="status">{t("stuck.count", { count: total })}</p>
              <Table
                hasActions
                columns={[
                  t("stuck.part"),
                  t("stuck.event"),
                  t("stuck.since"),
                  t("stuck.behind"),
                  t("stuck.problem"),
                ]}
              >
                {items.map((each) => (
                  <StuckRow
                    key={`${each.reader}:${each.subject_id}`}
                    stuck={each}
                    busy={busy}
                    onRetry={() => void retry(each)}
                    onSkip={() => setSkipping(each)}
                  />
                ))}
              </Table>
            </>
          )
        }
      </Loaded>
      {skipping ? <SkipDialog stuck={skipping} onClose={() => setSkipping(null)} /> : null}
    </Section>
  );
}

interface StuckRowProps {
  stuck: Stuck;
  busy: boolean;
  onRetry: () => void;
  onSkip: () => void;
}

function StuckRow({ stuck, busy, onRetry, onSkip }: StuckRowProps) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>{readerWords(stuck.reader, t)}</td>
      <td>
        <div>
          <span className={shared.mono}>{stuck.kind}</span>
          {stuck.about ? (
            <div className={shared.small}>
              <About about={stuck.about} />
            </div>
          ) : null}
        </div>
      </td>
      <td className={shared.number}>{exactTime(stuck.stuck_since)}</td>
      <td className={shared.number}>{stuck.behind.toLocaleString()}</td>
      <td>
        <div>
          <span className={shared.mono}>{stuck.error}</span>
          <div className={cx(shared.quiet, shared.small)}>
            {t("stuck.tries", { count: stuck.tries, at: clockTime(stuck.next_try_at) })}
          </div>
        </div>
      </td>
      <td className={shared.end}>
        <Button size="s" busy={busy} onClick={onRetry}>
          {t("ui.retry")}
        </Button>{" "}
        {stuck.is_skippable ? (
          <Button size="s" look="quiet" onClick={onSkip}>
            {t("stuck.skip")}…
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
