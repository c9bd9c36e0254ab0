// Why the list is empty, and what to do about it: three kinds, never one for all.
import { Inbox, SearchX, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useInstallation } from "@/access/installation";
import { useMe } from "@/access/session";
import { explain } from "@/api/explain";
import type { Scope } from "@/api/work";
import { setAgentStatus } from "@/api/work";
import { useAgent, useDesk } from "@/live/hooks";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { toast } from "@/ui/toasts";
import { NARROW, useMedia } from "@/ui/useMedia";
import { FirstSteps } from "./FirstSteps";
import styles from "./ListEmpty.module.css";
import { useSelection } from "./selection";

interface ListEmptyProps {
  scope: Scope;
  failed: boolean;
  onRetry: () => void;
}

export function ListEmpty({ scope, failed, onRetry }: ListEmptyProps) {
  const { t } = useTranslation();
  const { status, q, show } = useSelection(scope);
  if (failed) {
    return (
      <EmptyState
        icon={<WifiOff size={24} />}
        title={t("list.failedTitle")}
        action={<Button onClick={onRetry}>{t("ui.retry")}</Button>}
      />
    );
  }
  if (q) {
    return (
      <EmptyState
        icon={<SearchX size={24} />}
        title={t("list.noMatchTitle")}
        action={<Button onClick={() => show({ q: "" })}>{t("list.clear")}</Button>}
      >
        {t("list.noMatchText", { q })}
      </EmptyState>
    );
  }
  if (status !== "active") {
    return (
      <EmptyState
        icon={<Inbox size={24} />}
        title={t("list.noStatusTitle", { status: t(`conversation.${status}`).toLocaleLowerCase() })}
        action={<Button onClick={() => show({ status: "active" })}>{t("list.showActive")}</Button>}
      >
        {t("list.noStatusText")}
      </EmptyState>
    );
  }
  return <NothingYet scope={scope} />;
}

function NothingYet({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const me = useMe();
  const narrow = useMedia(NARROW);
  const seated = useAgent();
  const agent = me.viewer ? null : seated;
  const { simulator_url: simulator } = useInstallation();
  const idle = agent !== null && agent.status !== "available";
  const start = async (): Promise<void> => {
    try {
      desk.setAgent(await setAgentStatus("available"));
    } catch (error) {
      toast("problem", explain(error, t));
    }
  };
  const mine =
    agent?.status === "available"
      ? t("list.emptyAvailable")
      : agent?.status === "offline"
        ? t("list.emptyOffline")
        : agent
          ? t("list.emptyStatus", { status: t(`status.${agent.status}`) })
          : t("list.emptyAllText");
  return (
    <EmptyState
      icon={<Inbox size={24} />}
      title={t(scope === "mine" ? "list.emptyTitle" : "list.emptyAllTitle")}
      action={
        <>
          {idle ? (
            <Button look="primary" onClick={() => void start()}>
              {t("list.start")}
            </Button>
          ) : null}
          {simulator ? (
            <a className={styles.link} href={simulator} target="_blank" rel="noreferrer">
              {t("list.tryIt")}
            </a>
          ) : null}
          {narrow && scope === "mine" ? <FirstSteps /> : null}
        </>
      }
    >
      {scope === "mine" ? mine : t("list.emptyAllText")}
    </EmptyState>
  );
}
