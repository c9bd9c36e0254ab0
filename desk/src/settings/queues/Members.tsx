// Who is in a queue: its agents and its viewers, each with what he can really do there.
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Queue, QueueMember, QueueMembers } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { toast } from "@/ui/toasts";
import styles from "./QueuesPage.module.css";
import { useMembers } from "./useMembers";

const kinds = ["agent", "viewer"] as const;

interface MembersProps {
  queue: Queue;
  members: QueueMembers;
  mayChange: boolean;
}

export function Members({ queue, members, mayChange }: MembersProps) {
  const { t } = useTranslation();
  const { change, busy } = useMembers(queue, members);
  const [leaving, setLeaving] = useState<QueueMember | null>(null);
  const make = async (member: QueueMember, kind: QueueMember["kind"]): Promise<void> => {
    const { name, user_id } = member;
    if (await change([user_id], kind)) toast("done", t(`queues.became_${kind}`, { name }));
  };
  const remove = async (): Promise<void> => {
    if (leaving && (await change([leaving.user_id], null))) {
      toast("done", t("queues.removed", { name: leaving.name }));
    }
  };
  return (
    <>
      {kinds.map((kind) => {
        const found = members.items.filter((each) => each.kind === kind);
        const title = `${queue.id}-${kind}`;
        return (
          <section key={kind} className={styles.group} aria-labelledby={title}>
            <header className={styles.groupHead}>
              <h4 id={title}>
                {t(`queues.${kind}s`)} <span className={styles.count}>{found.length}</span>
              </h4>
              <p className={cx(shared.quiet, shared.small)}>{t(`queues.${kind}sText`)}</p>
            </header>
            {found.length === 0 ? <p className={styles.none}>{t(`queues.no_${kind}s`)}</p> : null}
            <ul>
              {found.map((each) => (
                <MemberLine
                  key={each.user_id}
                  member={each}
                  busy={busy}
                  mayChange={mayChange}
                  onMake={(wanted) => void make(each, wanted)}
                  onRemove={() => setLeaving(each)}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <Confirm
        title={t("queues.removeTitle", { name: leaving?.name ?? "" })}
        open={leaving !== null}
        confirm={t("queues.remove")}
        danger
        onClose={() => setLeaving(null)}
        onConfirm={remove}
      >
        <p>{t(leaving?.kind === "viewer" ? "queues.removeViewer" : "queues.removeAgent")}</p>
      </Confirm>
    </>
  );
}

interface MemberLineProps {
  member: QueueMember;
  busy: boolean;
  mayChange: boolean;
  onMake: (kind: QueueMember["kind"]) => void;
  onRemove: () => void;
}

function MemberLine({ member, busy, mayChange, onMake, onRemove }: MemberLineProps) {
  const { t } = useTranslation();
  const { name, kind, hindrance } = member;
  const other = kind === "agent" ? "viewer" : "agent";
  return (
    <li className={styles.member}>
      <Avatar id={member.user_id} name={name} />
      <span className={styles.who}>
        <span className={styles.memberName}>{name}</span>
        <Standing member={member} />
      </span>
      {mayChange ? (
        <span className={styles.deeds}>
          {other === "viewer" || hindrance === null ? (
            <Button
              size="s"
              disabled={busy}
              aria-label={t(`queues.make_${other}_of`, { name })}
              onClick={() => onMake(other)}
            >
              {t(`queues.make_${other}`)}
            </Button>
          ) : null}
          <IconButton label={t("queues.removeMember", { name })} onClick={onRemove}>
            <X size={16} aria-hidden="true" />
          </IconButton>
        </span>
      ) : null}
    </li>
  );
}

/** What comes of it, and why it is less, or more, than the group promises. */
function Standing({ member }: { member: QueueMember }) {
  const { t } = useTranslation();
  const { access, kind, hindrance, works_everywhere: everywhere } = member;
  const asPromised = access === kind;
  return (
    <span className={styles.standing}>
      <span
        className={cx(
          shared.chip,
          access === "agent" && shared.good,
          kind === "agent" && !asPromised && styles.less,
        )}
      >
        {t(`queues.access_${access}`)}
      </span>
      {hindrance ? (
        <span className={styles.why}>{t(`queues.why_${hindrance}`)}</span>
      ) : kind === "viewer" && everywhere ? (
        <span className={styles.why}>{t("queues.everywhere")}</span>
      ) : null}
    </span>
  );
}
