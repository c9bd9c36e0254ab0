// My work and All work: the list, the thread and the panel beside it.

import { MessagesSquare } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Scope } from "@/api/work";
import { useCommand } from "@/commands/registry";
import { useDesk, useList } from "@/live/hooks";
import { EmptyState } from "@/ui/EmptyState";
import { usePreferences } from "@/ui/preferences";
import { NARROW, useMedia } from "@/ui/useMedia";
import { ConversationList } from "./ConversationList";
import styles from "./InboxPage.module.css";
import { useSelection } from "./selection";
import { ThreadPane } from "./ThreadPane";
import { usePrefetch } from "./usePrefetch";

export function InboxPage({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { selected, status, q, open } = useSelection(scope);
  const view = useMemo(() => desk.view({ scope, status, q }), [desk, scope, status, q]);
  const { order } = useList(view);
  const { listWidth } = usePreferences();
  const narrow = useMedia(NARROW);
  const at = selected ? order.indexOf(selected) : -1;

  useEffect(() => {
    desk.forgetViews(view);
    return () => view.release();
  }, [desk, view]);
  usePrefetch(order, at);

  const step = (by: number): void => {
    const next = at < 0 ? order[0] : order[at + by];
    if (next === undefined) return;
    view.hold("keys");
    open(next, selected !== null);
  };
  useCommand("list.next", () => step(1), order.length > 0);
  useCommand("list.previous", () => step(-1), order.length > 0);

  return (
    <div
      className={styles.inbox}
      data-open={selected !== null}
      style={{ "--list-width": `${listWidth}px` } as React.CSSProperties}
    >
      <ConversationList scope={scope} view={view} alone={narrow && selected === null} />
      {selected ? (
        <ThreadPane
          key={selected}
          id={selected}
          onBack={() => open(null)}
          onSolvedNext={() => open(order[at + 1] ?? order[at - 1] ?? null)}
        />
      ) : narrow ? null : (
        <main className={styles.none}>
          <EmptyState icon={<MessagesSquare size={24} />} title={t("thread.noneTitle")}>
            {t("thread.noneText")}
          </EmptyState>
        </main>
      )}
    </div>
  );
}
