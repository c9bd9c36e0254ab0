// The members of a queue, changed together and saved in one go.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { fetchUsers, saveMembers } from "@/api/settings";
import type { Queue, QueueMember, QueueMembers } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { inputClass } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import styles from "./QueuesPage.module.css";

interface MembersProps {
  queue: Queue;
  members: QueueMembers;
}

export function Members({ queue, members }: MembersProps) {
  const { t } = useTranslation();
  const [list, setList] = useState<readonly QueueMember[]>(members.items);
  const { save, busy } = useSave("members", "queues");
  const queries = useQueryClient();
  const changed = !same(list, members.items);
  const keep = async (): Promise<void> => {
    const wanted = list.map(({ user_id, kind }) => ({ user_id, kind }));
    const done = await save(async () => {
      const saved = await saveMembers(queue.id, wanted, members.version);
      // At once, so that the next change already names the new version.
      queries.setQueryData(["members", queue.id], saved);
    });
    if (done) toast("done", t("settings.saved"));
  };
  const change = (id: string, kind: QueueMember["kind"]): void =>
    setList(list.map((each) => (each.user_id === id ? { ...each, kind } : each)));
  return (
    <>
      {list.length === 0 ? <p className={styles.none}>{t("queues.noMembers")}</p> : null}
      <ul>
        {list.map((each) => (
          <MemberLine
            key={each.user_id}
            member={each}
            onChange={(kind) => change(each.user_id, kind)}
            onRemove={() => setList(list.filter((other) => other !== each))}
          />
        ))}
      </ul>
      <footer className={styles.foot}>
        <AddMember taken={list} onAdd={(member) => setList([...list, member])} />
        {changed ? (
          <>
            <span className={shared.quiet} role="status">
              {t("queues.unsaved")}
            </span>
            <Button onClick={() => setList(members.items)}>{t("queues.undo")}</Button>
          </>
        ) : null}
        <Button look="primary" disabled={!changed} busy={busy} onClick={() => void keep()}>
          {t("queues.save")}
        </Button>
      </footer>
    </>
  );
}

interface MemberLineProps {
  member: QueueMember;
  onChange: (kind: QueueMember["kind"]) => void;
  onRemove: () => void;
}

function MemberLine({ member, onChange, onRemove }: MemberLineProps) {
  const { t } = useTranslation();
  const { name } = member;
  return (
    <li className={styles.member}>
      <Avatar id={member.user_id} name={name} />
      <span className={styles.who}>
        {name}
        {member.seat ? null : (
          <span className={cx(shared.quiet, shared.small)}> · {t("queues.noSeat")}</span>
        )}
      </span>
      <span className={styles.kind}>
        <select
          className={inputClass}
          aria-label={t("queues.kindOf", { name })}
          value={member.kind}
          onChange={(event) => onChange(event.target.value === "viewer" ? "viewer" : "agent")}
        >
          <option value="agent">{t("queues.agent")}</option>
          <option value="viewer">{t("queues.viewer")}</option>
        </select>
      </span>
      <IconButton label={t("queues.removeMember", { name })} onClick={onRemove}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </li>
  );
}

interface AddMemberProps {
  taken: readonly QueueMember[];
  onAdd: (member: QueueMember) => void;
}

/** Only for those who may list the people of the account; others change who is there. */
function AddMember({ taken, onAdd }: AddMemberProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { data } = useQuery({
    queryKey: ["users", "for-queues"],
    queryFn: () => fetchUsers("", null),
    enabled: may(me, permissions.users),
  });
  const free = (data?.items ?? []).filter(
    (each) => each.state === "enabled" && !taken.some((member) => member.user_id === each.id),
  );
  if (free.length === 0) return <span className={styles.add} />;
  const add = (id: string): void => {
    const user = free.find((each) => each.id === id);
    if (!user) return;
    onAdd({ user_id: id, name: user.name, kind: user.seat ? "agent" : "viewer", seat: user.seat });
  };
  return (
    <span className={styles.add}>
      <select
        className={inputClass}
        aria-label={t("queues.addMember")}
        value=""
        onChange={(event) => add(event.target.value)}
      >
        <option value="">{t("queues.choose")}</option>
        {free.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </span>
  );
}

function same(a: readonly QueueMember[], b: readonly QueueMember[]): boolean {
  const written = (list: readonly QueueMember[]): string =>
    list
      .map((each) => `${each.user_id}:${each.kind}`)
      .sort()
      .join();
  return written(a) === written(b);
}
