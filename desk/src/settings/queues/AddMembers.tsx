// Adds people to a queue, many at once, as agents or as viewers.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Candidate, fetchQueueCandidates } from "@/api/queues";
import type { Id, Queue, QueueMember, QueueMembers } from "@/api/types";
import { PeopleChooser } from "@/settings/people/PeopleChooser";
import { usePeople, type WantedPeople } from "@/settings/people/usePeople";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { toast } from "@/ui/toasts";
import styles from "./AddMembers.module.css";
import { useMembers } from "./useMembers";

interface AddMembersProps {
  queue: Queue;
  members: QueueMembers;
  onClose: () => void;
}

const named = (each: Candidate) => ({ ...each, id: each.user_id });

async function fetchPage(wanted: WantedPeople, cursor: string | null) {
  const page = await fetchQueueCandidates(wanted, cursor);
  return { ...page, items: page.items.map(named) };
}

export function AddMembers({ queue, members, onClose }: AddMembersProps) {
  const { t } = useTranslation();
  const people = usePeople(["members", "candidates"], fetchPage);
  const [chosen, setChosen] = useState<ReadonlyMap<Id, ReturnType<typeof named>>>(new Map());
  const { change, busy } = useMembers(queue, members);
  const kinds = new Map(members.items.map((each) => [each.user_id, each.kind]));
  const free = people.found.filter((each) => !kinds.has(each.id));
  const onlyRead = [...chosen.values()].filter((each) => each.hindrance !== null);
  const add = async (kind: QueueMember["kind"]): Promise<void> => {
    if (!(await change(chosen.keys(), kind))) return;
    toast("done", t(`queues.added_${kind}`, { count: chosen.size }));
    onClose();
  };
  return (
    <PeopleChooser
      title={t("queues.addTitle", { name: queue.name })}
      people={people}
      roles={people.first?.roles ?? []}
      chosen={chosen}
      onChoose={setChosen}
      all={
        free.length > 0
          ? { label: t("people.allShown", { count: free.length }), find: async () => free }
          : null
      }
      describe={(each) => ({
        about: each.roles.join(", ") || t("queues.noRole"),
        isFixed: kinds.has(each.id),
        chips: <Chips person={each} kind={kinds.get(each.id)} />,
      })}
      onClose={onClose}
      actions={
        <>
          <Button disabled={chosen.size === 0} busy={busy} onClick={() => void add("viewer")}>
            {t("queues.addAsViewers")}
          </Button>
          <Button
            look="primary"
            disabled={chosen.size === 0 || onlyRead.length > 0}
            busy={busy}
            onClick={() => void add("agent")}
          >
            {t("queues.addAsAgents")}
          </Button>
        </>
      }
    >
      {onlyRead.length > 0 ? (
        <p className={styles.note} role="status">
          {t("queues.onlyViewers", { names: onlyRead.map((each) => each.name).join(", ") })}
        </p>
      ) : null}
    </PeopleChooser>
  );
}

interface ChipsProps {
  person: Candidate;
  /** What he is in the queue already. */
  kind: QueueMember["kind"] | undefined;
}

function Chips({ person, kind }: ChipsProps) {
  const { t } = useTranslation();
  return (
    <>
      {kind ? <span className={cx(shared.chip, shared.good)}>{t(`queues.is_${kind}`)}</span> : null}
      {person.hindrance ? (
        <span className={cx(shared.chip, styles.less)}>{t(`queues.only_${person.hindrance}`)}</span>
      ) : null}
    </>
  );
}
