// A change of the conversation, told in one line.
import {
  ArrowRightLeft,
  CircleDot,
  Flag,
  type LucideIcon,
  MessageSquarePlus,
  Smartphone,
  Tag,
  UserRound,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import type { Change } from "@/api/types";
import { clockTime, exactTime } from "@/ui/when";
import styles from "./ChangeEntry.module.css";

const icons: Record<Change["kind"], LucideIcon> = {
  created: MessageSquarePlus,
  assigned: UserRound,
  status: CircleDot,
  priority: Flag,
  topic: Tag,
  sender: Smartphone,
  queue: ArrowRightLeft,
};

export function ChangeEntry({ change }: { change: Change }) {
  const Icon = icons[change.kind] ?? CircleDot;
  const words = useChangeWords(change);
  return (
    <p className={styles.change}>
      <Icon size={13} aria-hidden="true" />
      <span>{words}</span>
      <time dateTime={change.at} title={exactTime(change.at)}>
        {clockTime(change.at)}
      </time>
    </p>
  );
}

const valueWords = [
  "open",
  "waiting",
  "solved",
  "closed",
  "low",
  "normal",
  "high",
  "urgent",
] as const;

function useChangeWords(change: Change): string {
  const { t } = useTranslation();
  const me = useMe();
  const { kind, actor, before, after } = change;
  const known = valueWords.find((each) => each === after);
  const value = known ? t(`conversation.${known}`) : (after ?? "");
  const own = actor.id === me.user.id;
  const who = own ? t("change.you") : actor.kind === "system" ? t("change.system") : actor.name;
  const receiver = after === me.user.name ? t("change.toYou") : (after ?? "");
  switch (kind) {
    case "created":
      return t("change.created");
    case "assigned":
      if (after === null && before === actor.name) return t("change.handedBack", { actor: who });
      if (after === null) return t("change.unassigned", { actor: who, before: before ?? "" });
      if (actor.kind === "system") return t("change.assignedAuto", { after: receiver });
      if (after === actor.name) return t("change.assignedSelf", { actor: who });
      return t("change.assigned", { actor: who, after: receiver });
    case "status":
      if (actor.kind === "customer" && after === "open") return t("change.reopened");
      return t("change.status", { actor: who, after: value });
    case "priority":
      return t("change.priority", { actor: who, after: value });
    case "topic":
      // A topic is text and may be missing from the log of facts on purpose.
      if (after) return t("change.topic", { actor: who, after });
      return t(before ? "change.topicGone" : "change.topicChanged", { actor: who });
    case "sender":
      return t("change.sender", { actor: who });
    default:
      return t("change.queue", { actor: who, after: value });
  }
}
