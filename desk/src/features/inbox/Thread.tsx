// The thread: days, bubbles and changes; keeps its place when earlier messages come in above.

import { ArrowDown } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { unread } from "@/live/conversations";
import { useDesk, usePending, useTimeline } from "@/live/hooks";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { Spinner } from "@/ui/Spinner";
import { personName } from "./names";
import { firstUnread, threadRows } from "./rows";
import { ThreadSkeleton } from "./Skeletons";
import styles from "./Thread.module.css";
import { ThreadRows } from "./ThreadRows";
import { usePageSeen } from "./usePageSeen";
import { useThreadScroll } from "./useThreadScroll";

export function Thread({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { id } = conversation;
  const timeline = useTimeline(id);
  const pending = usePending(id);
  const items = timeline?.items ?? [];
  const loaded = timeline !== undefined && (timeline.state === "ready" || items.length > 0);
  const scroll = useThreadScroll(items, pending.length, loaded, () => desk.loadEarlier(id));
  const seeing = usePageSeen() && scroll.atEnd && loaded;
  const count = unread(conversation);
  const newFrom = useNewMark(conversation, items, loaded, seeing);

  useEffect(() => {
    if (seeing && count > 0 && conversation.can.includes("read")) void desk.markRead(conversation);
  }, [seeing, count, conversation, desk]);

  const rows = useMemo(() => threadRows(items, pending, newFrom), [items, pending, newFrom]);
  if (timeline?.state === "failed" && items.length === 0) {
    return (
      <div className={styles.scroller}>
        <EmptyState
          icon={<ArrowDown size={24} />}
          title={t("thread.failedTitle")}
          action={<Button onClick={() => void desk.loadTimeline(id)}>{t("ui.retry")}</Button>}
        />
      </div>
    );
  }
  return (
    <div className={styles.wrap}>
      <div
        ref={scroll.scroller}
        className={styles.scroller}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t("thread.label", { name: personName(conversation.person) })}
      >
        {loaded ? (
          <div ref={scroll.content} className={styles.content}>
            <p className={styles.top}>
              {timeline.earlier === null ? (
                t("thread.beginning")
              ) : (
                <>
                  <Spinner />
                  {t("thread.earlier")}
                </>
              )}
            </p>
            <ThreadRows rows={rows} conversation={conversation} />
          </div>
        ) : (
          <ThreadSkeleton />
        )}
      </div>
      {loaded && !scroll.atEnd ? (
        <button type="button" className={styles.latest} onClick={scroll.toEnd}>
          <ArrowDown size={14} aria-hidden="true" />
          {count > 0 ? t("thread.latestNew", { count }) : t("thread.latest")}
        </button>
      ) : null}
    </div>
  );
}

/** Where "New" stands: at the first unread message when it was opened, or when nobody looked. */
function useNewMark(
  conversation: Conversation,
  items: Parameters<typeof firstUnread>[0],
  loaded: boolean,
  seeing: boolean,
): string | null {
  const [mark, setMark] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const count = unread(conversation);
  if (loaded && (!opened || (!seeing && mark === null)) && count > 0) {
    const first = firstUnread(items, count);
    if (first !== mark) setMark(first);
  }
  if (loaded && !opened) setOpened(true);
  return mark;
}
