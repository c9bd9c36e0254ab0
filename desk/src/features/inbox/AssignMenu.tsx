// Giving a conversation to somebody: to me, to another agent, to nobody.
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, UserRoundX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import type { Assignee, Conversation } from "@/api/types";
import { fetchAssignees } from "@/api/work";
import { useCommand } from "@/commands/registry";
import { commandOf, keyCaps } from "@/commands/table";
import { AgentDot } from "@/ui/AgentDot";
import { Avatar } from "@/ui/Avatar";
import { MenuButton, type MenuSectionOf } from "@/ui/MenuButton";
import styles from "./AssignMenu.module.css";
import type { Actions } from "./actions";
import { can } from "./names";

interface AssignMenuProps {
  conversation: Conversation;
  actions: Actions;
  /** The one of the two on the screen that the `a` key opens. */
  shortcut?: boolean;
}

const NOBODY = "nobody";

export function AssignMenu({ conversation, actions, shortcut }: AssignMenuProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const mayAssign = can(conversation, "assign");
  const mayTake = can(conversation, "take");
  const { data } = useQuery({
    queryKey: ["assignees", conversation.id],
    queryFn: () => fetchAssignees(conversation.id),
    enabled: open && mayAssign,
    staleTime: 2000,
  });
  useCommand(
    "conversation.assign",
    () => setOpen(true),
    (mayAssign || mayTake) && shortcut === true,
  );

  const { assignee } = conversation;
  const mine = assignee?.id === me.user.id;
  const name = mine ? t("change.you") : (assignee?.name ?? t("conversation.unassigned"));
  const face = assignee ? <Avatar id={assignee.id} name={assignee.name} size="s" /> : null;
  const sections = useSections(conversation, data?.items ?? [], me.user.id);
  if (!mayAssign && !mayTake) {
    return (
      <span className={styles.still}>
        {face}
        {name}
      </span>
    );
  }
  return (
    <MenuButton
      label={t("conversation.assign")}
      open={open}
      onOpenChange={setOpen}
      sections={sections}
      onChoose={(id) => void actions.assign(id === NOBODY ? null : id)}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={styles.button}
          data-tip={t("conversation.assign")}
          data-tip-keys={
            shortcut ? keyCaps(commandOf("conversation.assign").keys ?? "").join(" ") : ""
          }
        >
          {face}
          <span className={styles.name} aria-hidden="true">
            {name}
          </span>
          <span className="visually-hidden">{t("conversation.assigneeIs", { name })}</span>
          <ChevronDown size={13} aria-hidden="true" />
        </button>
      )}
    />
  );
}

function useSections(
  conversation: Conversation,
  assignees: readonly Assignee[],
  me: string,
): MenuSectionOf[] {
  const { t } = useTranslation();
  const { assignee } = conversation;
  const note = (each: Assignee): string => {
    const { load, capacity } = each;
    const status = t("conversation.away", { status: t(`status.${each.status}`), load, capacity });
    return each.in_queue ? status : `${status} · ${t("conversation.notInQueue")}`;
  };
  const choices = assignees
    .filter((each) => !each.me)
    .map((each) => ({
      id: each.user_id,
      label: each.name,
      note: note(each),
      icon: <AgentDot status={each.status} />,
      selected: each.user_id === assignee?.id,
    }));
  const takes = can(conversation, "take") || assignees.some((each) => each.me);
  const own = {
    id: me,
    label: t("conversation.toMe"),
    caps: keyCaps(commandOf("conversation.take").keys ?? ""),
    selected: assignee?.id === me,
  };
  const nobody = {
    id: NOBODY,
    label: t("conversation.nobody"),
    icon: <UserRoundX size={15} aria-hidden="true" />,
    selected: assignee === null,
  };
  const none = { id: "none", label: t("conversation.noOthers"), disabled: true };
  if (!can(conversation, "assign")) return [{ choices: [own] }];
  return [
    { choices: takes ? [own, nobody] : [nobody] },
    { title: t("conversation.others"), choices: choices.length > 0 ? choices : [none] },
  ];
}
