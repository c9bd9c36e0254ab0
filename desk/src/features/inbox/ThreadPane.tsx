// One conversation: head, thread, composer, and the panel with its details.

import { EyeOff, Info } from "lucide-react";
import { memo, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import type { Conversation, Id } from "@/api/types";
import { useCommand } from "@/commands/registry";
import { useConversation, useDesk } from "@/live/hooks";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { EmptyState } from "@/ui/EmptyState";
import { MEDIUM, useMedia } from "@/ui/useMedia";
import { useActions } from "./actions";
import { Composer, focusComposer } from "./Composer";
import { ContextPanel } from "./ContextPanel";
import { can, personName } from "./names";
import { OneWay } from "./OneWay";
import { ThreadSkeleton } from "./Skeletons";
import { Thread } from "./Thread";
import { ThreadHead } from "./ThreadHead";
import styles from "./ThreadPane.module.css";

interface ThreadPaneProps {
  id: Id;
  onBack: () => void;
  /** Called after a solve that should lead on to the next conversation. */
  onSolvedNext: () => void;
}

export const ThreadPane = memo(function ThreadPane({ id, onBack, onSolvedNext }: ThreadPaneProps) {
  const desk = useDesk();
  const conversation = useConversation(id);
  const missing = conversation === undefined;
  const [problem, setProblem] = useState<unknown>(null);

  useEffect(() => {
    void desk.loadTimeline(id);
    return () => desk.timelines.trim(id);
  }, [desk, id]);
  useEffect(() => {
    if (!missing) return;
    setProblem(null);
    desk.loadConversation(id).catch(setProblem);
    void desk.loadTimeline(id);
  }, [desk, id, missing]);

  if (conversation) {
    return <Present conversation={conversation} onBack={onBack} onSolvedNext={onSolvedNext} />;
  }
  return (
    <main className={styles.pane} data-alone="true">
      {problem === null ? <ThreadSkeleton /> : <Absent problem={problem} onBack={onBack} />}
    </main>
  );
});

function Present({
  conversation,
  onBack,
  onSolvedNext,
}: { conversation: Conversation } & Omit<ThreadPaneProps, "id">) {
  const { t } = useTranslation();
  const narrow = useMedia(MEDIUM);
  const [details, setDetails] = useState(false);
  const actions = useActions(conversation);
  const name = personName(conversation.person);
  const mayStatus = can(conversation, "status");
  const solvable = mayStatus && conversation.status !== "solved";

  useCommand("thread.open", () => focusComposer());
  useCommand("thread.reply", () => focusComposer(), can(conversation, "reply"));
  useCommand("conversation.solve", () => void actions.setStatus("solved"), solvable);
  useCommand(
    "conversation.solveNext",
    () => {
      onSolvedNext();
      void actions.setStatus("solved");
    },
    solvable,
  );
  useCommand("conversation.take", () => void actions.take(), can(conversation, "take"));

  return (
    <div className={styles.split}>
      <main
        className={styles.pane}
        id="conversation"
        tabIndex={-1}
        aria-label={t("thread.label", { name })}
      >
        <ThreadHead
          conversation={conversation}
          actions={actions}
          onBack={onBack}
          onDetails={narrow ? () => setDetails(true) : undefined}
        />
        <Thread conversation={conversation} />
        {conversation.takes_answers ? null : <OneWay number={conversation.number} />}
        <Composer key={conversation.id} conversation={conversation} actions={actions} />
      </main>
      {narrow ? (
        <Dialog title={t("context.label")} open={details} onClose={() => setDetails(false)} drawer>
          <ContextPanel conversation={conversation} actions={actions} />
        </Dialog>
      ) : (
        <aside className={styles.context} aria-label={t("context.label")}>
          <ContextPanel conversation={conversation} actions={actions} />
        </aside>
      )}
    </div>
  );
}

function Absent({ problem, onBack }: { problem: unknown; onBack: () => void }) {
  const { t } = useTranslation();
  const gone = problem instanceof ApiError && (problem.status === 404 || problem.status === 403);
  return (
    <EmptyState
      icon={gone ? <EyeOff size={24} /> : <Info size={24} />}
      title={t(gone ? "thread.goneTitle" : "thread.failedTitle")}
      action={<Button onClick={onBack}>{t("thread.back")}</Button>}
    >
      {gone ? t("thread.goneText") : explain(problem, t)}
    </EmptyState>
  );
}
