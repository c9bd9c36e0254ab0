// My work and All work: the list, the thread and the panel beside it.

import { MessagesSquare } from "lucide-react";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "@/api/types";
import type { Scope } from "@/api/work";
import { useCommand } from "@/commands/registry";
import { useDesk, useList } from "@/live/hooks";
import type { ListView } from "@/live/listview";
import { EmptyState } from "@/ui/EmptyState";
import { usePreferences } from "@/ui/preferences";
import { NARROW, useMedia } from "@/ui/useMedia";
import { ConversationList } from "./ConversationList";
import { FirstSteps } from "./FirstSteps";
import styles from "./InboxPage.module.css";
import { useSelection } from "./selection";
import { ThreadPane } from "./ThreadPane";
import { usePrefetch } from "./usePrefetch";

export function InboxPage({ scope }: { scope: Scope }) {
  const desk = useDesk();
  const { selected, status, q, open } = useSelection(scope);
  const view = useMemo(() => desk.view({ scope, status, q }), [desk, scope, status, q]);
  const { listWidth } = usePreferences();
  const narrow = useMedia(NARROW);

  useEffect(() => {
    desk.forgetViews(view);
    return () => view.release();
  }, [desk, view]);
  const onBack = useCallback(() => open(null), [open]);
  const onSolvedNext = useCallback(() => {
    const { order } = view.read();
    const at = selected ? order.indexOf(selected) : -1;
    open(order[at + 1] ?? order[at - 1] ?? null);
  }, [view, selected, open]);

  return (
    <div
      className={styles.inbox}
      data-open={selected !== null}
      style={{ "--list-width": `${listWidth}px` } as React.CSSProperties}
    >
      <Steps view={view} selected={selected} onOpen={open} />
      <ConversationList scope={scope} view={view} alone={narrow && selected === null} />
      {selected ? (
        <ThreadPane key={selected} id={selected} onBack={onBack} onSolvedNext={onSolvedNext} />
      ) : narrow ? null : (
        <NoneSelected scope={scope} view={view} />
      )}
    </div>
  );
}

interface StepsProps {
  view: ListView;
  selected: Id | null;
  onOpen: (id: Id, replace: boolean) => void;
}

/** `j` and `k`; shows nothing, so that a new order of the list redraws nothing but the list. */
function Steps({ view, selected, onOpen }: StepsProps) {
  const { order } = useList(view);
  const at = selected ? order.indexOf(selected) : -1;
  usePrefetch(order, at);
  const step = (by: number): void => {
    const next = at < 0 ? order[0] : order[at + by];
    if (next === undefined) return;
    view.hold("keys");
    onOpen(next, selected !== null);
  };
  useCommand("list.next", () => step(1), order.length > 0);
  useCommand("list.previous", () => step(-1), order.length > 0);
  return null;
}

/** Says nothing while there is nothing to choose; the list says why. */
function NoneSelected({ scope, view }: { scope: Scope; view: ListView }) {
  const { t } = useTranslation();
  const { order } = useList(view);
  return (
    <main className={styles.none}>
      {order.length > 0 ? (
        <EmptyState icon={<MessagesSquare size={24} />} title={t("thread.noneTitle")}>
          {t("thread.noneText")}
        </EmptyState>
      ) : scope === "mine" ? (
        <div className={styles.first}>
          <FirstSteps />
        </div>
      ) : null}
    </main>
  );
}
