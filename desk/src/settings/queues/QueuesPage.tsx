// The queues: how each gives out its conversations, and who takes part.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fetchMembers, fetchQueues } from "@/api/settings";
import type { Queue } from "@/api/types";
import { Loaded, Section } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { Members } from "./Members";
import styles from "./QueuesPage.module.css";

export function QueuesPage() {
  const { t } = useTranslation();
  const queues = useQuery({ queryKey: ["queues"], queryFn: fetchQueues });
  return (
    <Section title={t("settings.queues")} text={t("queues.text")}>
      <Loaded query={queues}>
        {({ items }) => items.map((each) => <QueueCard key={each.id} queue={each} />)}
      </Loaded>
    </Section>
  );
}

function QueueCard({ queue }: { queue: Queue }) {
  const { t } = useTranslation();
  const members = useQuery({
    queryKey: ["members", queue.id],
    queryFn: () => fetchMembers(queue.id),
  });
  const auto = queue.auto_assignment;
  return (
    <section className={styles.card} aria-label={queue.name}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h3>{queue.name}</h3>
          {queue.is_default ? (
            <span className={cx(shared.chip, shared.accent)}>{t("queues.default")}</span>
          ) : null}
          <span className={cx(shared.chip, auto && shared.good)}>
            {t(auto ? "queues.autoOn" : "queues.autoOff")}
          </span>
        </div>
        <p className={shared.quiet}>
          {t(auto ? "queues.autoOnText" : "queues.autoOffText")}{" "}
          {t("queues.members", { count: queue.members })}.
        </p>
      </header>
      <Loaded query={members}>
        {(data) => <Members key={data.version} queue={queue} members={data} />}
      </Loaded>
    </section>
  );
}
