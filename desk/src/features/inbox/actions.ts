// What can be done to a conversation from its head, its panel and the keyboard.
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { explain } from "@/api/explain";
import type { Conversation, ConversationStatus, Id, Priority } from "@/api/types";
import * as work from "@/api/work";
import { useDesk } from "@/live/hooks";
import { toast } from "@/ui/toasts";

export interface Actions {
  setStatus: (status: ConversationStatus) => Promise<boolean>;
  setPriority: (priority: Priority) => Promise<boolean>;
  setTopic: (topic: string | null) => Promise<boolean>;
  continueFrom: (sender: Id) => Promise<boolean>;
  assign: (to: Id | null) => Promise<boolean>;
  take: () => Promise<boolean>;
  rename: (name: string) => Promise<boolean>;
}

/** Each action resolves to whether it was done; what went wrong is shown as a note. */
export function useActions(conversation: Conversation): Actions {
  const { t } = useTranslation();
  const desk = useDesk();
  const me = useMe();
  const { id, person } = conversation;

  const attempt = async (act: () => Promise<void>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      toast("problem", explain(error, t));
      return false;
    }
  };
  const change = (act: () => Promise<Conversation>) => attempt(() => desk.change(act));
  const assign = (to: Id | null) => change(() => work.assign(id, to));

  return {
    setStatus: (status) => change(() => work.setStatus(id, status)),
    setPriority: (priority) => change(() => work.setPriority(id, priority)),
    setTopic: (topic) => change(() => work.setTopic(id, topic)),
    continueFrom: (sender) => change(() => work.setSender(id, sender)),
    assign,
    take: () => assign(me.user.id),
    rename: (name) => attempt(() => desk.rename(person.id, name)),
  };
}
