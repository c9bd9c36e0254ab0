// Shows a conversation that was just begun, or that was there already.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { ApiError } from "@/api/client";
import type { Id } from "@/api/types";
import { readDraft, writeDraft } from "@/features/inbox/drafts";
import { editInComposer } from "@/features/inbox/givingBack";
import { useDesk } from "@/live/hooks";
import { toast } from "@/ui/toasts";

export function useOpening() {
  const { t } = useTranslation();
  const desk = useDesk();
  const me = useMe();
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });

  const show = async (id: Id): Promise<void> => {
    let mine = false;
    try {
      mine = (await desk.begun(id))?.assignee?.id === me.user.id;
    } catch (error) {
      // Begun for others, it may be out of sight; what else went wrong, its page says.
      if (error instanceof ApiError && [403, 404].includes(error.status)) {
        toast("done", t("starting.outOfSight"));
        return;
      }
    }
    const to = mine ? "/work/$conversationId" : "/all/$conversationId";
    await navigate({ to, params: { conversationId: id }, search: {} });
  };
  /** The text goes along, before what was being written there. */
  const continueIn = async (id: Id, text: string): Promise<void> => {
    if (text.trim() && conversationId === id) editInComposer(text);
    else if (text.trim()) {
      const before = readDraft(me.user.id, id);
      writeDraft(me.user.id, id, before.trim() ? `${text}\n${before}` : text);
    }
    await show(id);
  };
  return { show, continueIn };
}
