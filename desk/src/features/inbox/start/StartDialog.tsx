// Writing to somebody first: the dialog, and why it may have nothing to offer.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Lock, MessageSquareOff, Waypoints, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import { fetchAvailableSenders } from "@/api/starting";
import { Button, buttonClass } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { EmptyState } from "@/ui/EmptyState";
import { Spinner } from "@/ui/Spinner";
import { StartForm } from "./StartForm";
import styles from "./start.module.css";

export default function StartDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("starting.title")} open onClose={onClose} size="l">
      <Content onClose={onClose} />
    </Dialog>
  );
}

function Content({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const available = useQuery({
    queryKey: ["availableSenders"],
    queryFn: fetchAvailableSenders,
    // Whoever opens it is to see what he may use now.
    refetchOnMount: "always",
  });
  const { data, error } = available;
  if (data && data.queues.length === 0) return <NoQueue onClose={onClose} />;
  if (data && data.items.length === 0) return <NoSender onClose={onClose} />;
  if (data) return <StartForm available={data} onClose={onClose} />;
  if (!error) {
    return (
      <p className={styles.loading} role="status">
        <Spinner />
        {t("ui.loading")}
      </p>
    );
  }
  const isRefused = error instanceof ApiError && error.status === 403;
  return (
    <Nothing
      icon={isRefused ? <Lock size={24} /> : <WifiOff size={24} />}
      title={t(isRefused ? "starting.mayNot" : "starting.failed")}
      action={
        isRefused ? null : <Button onClick={() => void available.refetch()}>{t("ui.retry")}</Button>
      }
    >
      {explain(error, t)}
    </Nothing>
  );
}

function NoSender({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const manages = may(useMe(), permissions.channels);
  return (
    <Nothing
      icon={<MessageSquareOff size={24} />}
      title={t("starting.noSenders")}
      action={
        manages ? (
          <Link
            className={buttonClass("primary")}
            to="/channels/numbers"
            search={{ tab: "senders" }}
            onClick={onClose}
          >
            {t("starting.toSenders")}
          </Link>
        ) : null
      }
    >
      {t(manages ? "starting.noSendersManage" : "starting.noSendersAsk")}
    </Nothing>
  );
}

function NoQueue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const manages = may(useMe(), permissions.queues);
  return (
    <Nothing
      icon={<Waypoints size={24} />}
      title={t("starting.noQueues")}
      action={
        manages ? (
          <Link className={buttonClass("primary")} to="/settings/queues" onClick={onClose}>
            {t("starting.toQueues")}
          </Link>
        ) : null
      }
    >
      {t(manages ? "starting.noQueuesManage" : "starting.noQueuesAsk")}
    </Nothing>
  );
}

interface NothingProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action: ReactNode;
}

function Nothing(props: NothingProps) {
  return (
    <div className={styles.nothing}>
      <EmptyState {...props} />
    </div>
  );
}
