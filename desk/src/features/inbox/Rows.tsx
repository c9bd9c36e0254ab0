// The virtual rows of the list: only what is near the screen exists.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import type { Scope } from "@/api/work";
import { useDesk, useList } from "@/live/hooks";
import type { ListView } from "@/live/listview";
import { usePreferences } from "@/ui/preferences";
import { toast } from "@/ui/toasts";
import { Row } from "./Row";
import styles from "./Rows.module.css";
import { useSelection } from "./selection";

const HEIGHT = { comfortable: 64, compact: 44 } as const;

export function Rows({ scope, view }: { scope: Scope; view: ListView }) {
  const { t } = useTranslation();
  const { order, next } = useList(view);
  const { density } = usePreferences();
  const { selected, open } = useSelection(scope);
  const scroller = useRef<HTMLDivElement>(null);
  const height = HEIGHT[density];
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const shown = rows.getVirtualItems();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new density means new sizes.
  useLayoutEffect(() => rows.measure(), [rows, height]);

  const at = selected ? order.indexOf(selected) : -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the selection, not a new order.
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
  }, [selected]);
  useEndOfList(view, (shown.at(-1)?.index ?? 0) >= order.length - 10);
  useEffect(() => () => view.release("pointer"), [view]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onPointerEnter={() => view.hold("pointer")}
      onPointerLeave={() => view.release("pointer")}
    >
      <ul className={styles.rows} style={{ blockSize: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => (
          <li
            key={order[index] ?? index}
            className={styles.place}
            style={{ transform: `translateY(${start}px)` }}
            aria-posinset={index + 1}
            aria-setsize={next === null ? order.length : -1}
          >
            <Row
              id={order[index] as string}
              scope={scope}
              selected={order[index] === selected}
              onOpen={open}
            />
          </li>
        ))}
      </ul>
      {next === null ? null : <p className="visually-hidden">{t("list.more")}</p>}
    </div>
  );
}

/** Loads the next page when the last rows come near. */
function useEndOfList(view: ListView, near: boolean): void {
  const { t } = useTranslation();
  const desk = useDesk();
  const { next } = useList(view);
  const [busy, setBusy] = useState(false);
  const wanted = near && next !== null && !busy;
  useEffect(() => {
    if (!wanted) return;
    setBusy(true);
    desk
      .loadMore(view)
      .then(() => setBusy(false))
      .catch((error: unknown) => {
        toast("problem", explain(error, t));
        // A server in trouble is not asked again with every scrolled pixel.
        setTimeout(() => setBusy(false), 5000);
      });
  }, [wanted, desk, view, t]);
}
