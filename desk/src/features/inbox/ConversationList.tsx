// The list of conversations: its head, the pill for held updates, and the rows.
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import type { Scope } from "@/api/work";
import { useCommand } from "@/commands/registry";
import { useDesk, useList } from "@/live/hooks";
import type { ListView } from "@/live/listview";
import { Kbd } from "@/ui/Kbd";
import styles from "./ConversationList.module.css";
import { ListEmpty } from "./ListEmpty";
import { ListHead } from "./ListHead";
import { ListResizer } from "./ListResizer";
import { Rows } from "./Rows";
import { RowSkeletons } from "./Skeletons";

interface ConversationListProps {
  scope: Scope;
  view: ListView;
  /** Nothing else is on the screen: this is the page's main part. */
  alone: boolean;
}

export function ConversationList({ scope, view, alone }: ConversationListProps) {
  const { t } = useTranslation();
  const desk = useDesk();
  const me = useMe();
  const { order, waiting, next, state } = useList(view);
  useCommand("list.release", () => view.release(), waiting > 0);

  return (
    <section className={styles.list} role={alone ? "main" : undefined} aria-label={t("list.label")}>
      <ListHead scope={scope} count={order.length} more={next !== null} />
      {me.viewer ? (
        <p className={styles.viewer}>{t(me.lacks_only_seat ? "list.viewer" : "list.reader")}</p>
      ) : null}
      <div className={styles.body}>
        {waiting > 0 ? (
          <button type="button" className={styles.pill} onClick={() => view.release()}>
            {t("list.updated", { count: waiting })}
            <Kbd caps={["."]} />
          </button>
        ) : null}
        {order.length > 0 ? (
          <Rows scope={scope} view={view} />
        ) : state === "loading" ? (
          <RowSkeletons />
        ) : (
          <ListEmpty
            scope={scope}
            failed={state === "failed"}
            onRetry={() => void desk.loadView(view)}
          />
        )}
      </div>
      <ListResizer />
    </section>
  );
}
