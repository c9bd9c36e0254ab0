// The queues: how each gives out its conversations, and who takes part.
import { useQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { fetchMembers, fetchQueues } from "@/api/settings";
import type { Queue } from "@/api/types";
import { Loaded, Section } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { AddMembers } from "./AddMembers";
import { Members } from "./Members";
import styles from "./QueuesPage.module.css";

export function QueuesPage() {
  const { t } = useTranslation();
  const queues = useQuery({ queryKey: ["queues"], queryFn: fetchQueues });
  return (
    <Section help="queues" title={t("settings.queues")} text={t("queues.text")}>
      <Loaded query={queues}>
        {({ items }) => items.map((each) => <QueueCard key={each.id} queue={each} />)}
      </Loaded>
    </Section>
  );
}

function QueueCard({ queue }: { queue: Queue }) {
  const { t } = useTranslation();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const members = useQuery({
    queryKey: ["members", queue.id],
    queryFn: () => fetchMembers(queue.id),
  });
  const mayChange = may(me, permissions.queues);
  const auto = queue.auto_assignment;
  return (
    <section className={styles.card} aria-label={queue.name}>
      <header className={styles.head}>
        <div className={styles.about}>
          <div className={styles.title}>
            <h3>{queue.name}</h3>
            {queue.is_default ? (
              <span className={cx(shared.chip, shared.accent)}>{t("queues.default")}</span>
            ) : null}
            <span className={cx(shared.chip, auto && shared.good)}>
              {t(auto ? "queues.autoOn" : "queues.autoOff")}
            </span>
          </div>
          <p className={shared.quiet}>{t(auto ? "queues.autoOnText" : "queues.autoOffText")}</p>
        </div>
        {mayChange && members.data ? (
          <Button look="primary" onClick={() => setAdding(true)}>
            <UserRoundPlus size={15} aria-hidden="true" />
            {t("queues.addPeople")}
          </Button>
        ) : null}
      </header>
      <Loaded query={members}>
        {(data) => (
          <>
            <Members queue={queue} members={data} mayChange={mayChange} />
            {adding ? (
              <AddMembers queue={queue} members={data} onClose={() => setAdding(false)} />
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  );
}
