// Adds people to a queue, many at once: searched, filtered by a role they hold.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Candidate, fetchQueueCandidates } from "@/api/queues";
import type { Id, Queue, QueueMember, QueueMembers } from "@/api/types";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { inputClass, SelectField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import styles from "./AddMembers.module.css";
import { useMembers } from "./useMembers";

interface AddMembersProps {
  queue: Queue;
  members: QueueMembers;
  onClose: () => void;
}

export function AddMembers({ queue, members, onClose }: AddMembersProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const [role, setRole] = useState<Id>("");
  const [chosen, setChosen] = useState<ReadonlyMap<Id, Candidate>>(new Map());
  const { change, busy } = useMembers(queue, members);
  const wanted = { q: useDeferredValue(q.trim()), role };
  const query = useInfiniteQuery({
    queryKey: ["members", "candidates", wanted.q, wanted.role],
    queryFn: ({ pageParam }) => fetchQueueCandidates(wanted, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const kinds = new Map(members.items.map((each) => [each.user_id, each.kind]));
  const found = query.data?.pages.flatMap((page) => page.items) ?? [];
  const free = found.filter((each) => !kinds.has(each.user_id));
  const onlyRead = [...chosen.values()].filter((each) => each.hindrance !== null);
  const flip = (each: Candidate): void => {
    const next = new Map(chosen);
    if (!next.delete(each.user_id)) next.set(each.user_id, each);
    setChosen(next);
  };
  const add = async (kind: QueueMember["kind"]): Promise<void> => {
    if (!(await change(chosen.keys(), kind))) return;
    toast("done", t(`queues.added_${kind}`, { count: chosen.size }));
    onClose();
  };
  return (
    <Dialog title={t("queues.addTitle", { name: queue.name })} open onClose={onClose} size="l">
      <DialogBody
        actions={
          <>
            <span className={styles.chosen} role="status">
              {t("queues.chosen", { count: chosen.size })}
            </span>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
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
        <div className={styles.wanted}>
          <input
            className={inputClass}
            type="search"
            aria-label={t("queues.findLabel")}
            placeholder={t("queues.find")}
            value={q}
            maxLength={100}
            autoFocus
            onChange={(event) => setQ(event.target.value)}
          />
          <SelectField
            label={t("queues.byRole")}
            value={role}
            onChange={(event) => setRole(event.target.value)}
          >
            <option value="">{t("queues.anyRole")}</option>
            {(query.data?.pages[0]?.roles ?? []).map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </SelectField>
        </div>
        <Loaded query={query}>
          {() =>
            found.length === 0 ? (
              <p className={shared.quiet}>{t("queues.nobodyFound")}</p>
            ) : (
              <>
                {free.length > 0 ? (
                  <div>
                    <Button
                      size="s"
                      onClick={() =>
                        setChosen(
                          new Map([
                            ...chosen,
                            ...free.map((each) => [each.user_id, each] as const),
                          ]),
                        )
                      }
                    >
                      {t("queues.chooseShown", { count: free.length })}
                    </Button>
                  </div>
                ) : null}
                <ul className={styles.list}>
                  {found.map((each) => (
                    <Person
                      key={each.user_id}
                      person={each}
                      kind={kinds.get(each.user_id)}
                      isChosen={chosen.has(each.user_id)}
                      onFlip={() => flip(each)}
                    />
                  ))}
                </ul>
                {query.hasNextPage ? (
                  <div>
                    <Button
                      size="s"
                      busy={query.isFetchingNextPage}
                      onClick={() => void query.fetchNextPage()}
                    >
                      {t("ui.more")}
                    </Button>
                  </div>
                ) : null}
              </>
            )
          }
        </Loaded>
        {onlyRead.length > 0 ? (
          <p className={styles.note} role="status">
            {t("queues.onlyViewers", { names: onlyRead.map((each) => each.name).join(", ") })}
          </p>
        ) : null}
      </DialogBody>
    </Dialog>
  );
}

interface PersonProps {
  person: Candidate;
  /** What he is in the queue already. */
  kind: QueueMember["kind"] | undefined;
  isChosen: boolean;
  onFlip: () => void;
}

function Person({ person, kind, isChosen, onFlip }: PersonProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <li className={styles.person} data-chosen={isChosen || undefined}>
      <input
        type="checkbox"
        id={id}
        checked={isChosen || kind !== undefined}
        disabled={kind !== undefined}
        aria-describedby={`${id}-about`}
        onChange={onFlip}
      />
      <label htmlFor={id}>
        <span className={styles.name}>{person.name}</span>{" "}
        <span className={styles.roles}>{person.roles.join(", ") || t("queues.noRole")}</span>
      </label>
      <span id={`${id}-about`} className={cx(shared.chips, styles.about)}>
        {kind ? (
          <span className={cx(shared.chip, shared.good)}>{t(`queues.is_${kind}`)}</span>
        ) : null}
        {person.hindrance ? (
          <span className={cx(shared.chip, styles.less)}>
            {t(`queues.only_${person.hindrance}`)}
          </span>
        ) : null}
      </span>
    </li>
  );
}
