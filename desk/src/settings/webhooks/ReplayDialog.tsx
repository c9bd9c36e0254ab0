// Sending again all that failed since a moment, and how far that is.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchReplays, replayFailed, type Webhook } from "@/api/webhooks";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { SelectField } from "@/ui/Field";

const HOURS = [1, 24, 168, 720] as const;

export function ReplayDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation();
  const { save, busy } = useSave("webhook", "webhook-log", "webhook-replays");
  const [hours, setHours] = useState(24);
  const begin = async (): Promise<void> => {
    const since = new Date(Date.now() - hours * 3_600_000).toISOString();
    if (await save(() => replayFailed(webhook.id, since))) onClose();
  };
  return (
    <Dialog title={t("webhooks.replayFailed")} open onClose={onClose} size="s">
      <DialogBody
        actions={
          <>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look="primary" busy={busy} onClick={() => void begin()}>
              {t("webhooks.sendAgain")}
            </Button>
          </>
        }
      >
        <p>{t("webhooks.replayText")}</p>
        <SelectField
          label={t("webhooks.since")}
          value={hours}
          onChange={(event) => setHours(Number(event.target.value))}
        >
          {HOURS.map((each) => (
            <option key={each} value={each}>
              {t("webhooks.sinceHours", { count: each })}
            </option>
          ))}
        </SelectField>
      </DialogBody>
    </Dialog>
  );
}

/** How far the last one is, as long as it goes on, or why it did not end well. */
export function ReplayProgress({ id }: { id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ["webhook-replays", id],
    queryFn: () => fetchReplays(id),
    refetchInterval: ({ state }) => (state.data?.items[0]?.state === "waiting" ? 1000 : false),
  });
  const last = data?.items[0];
  const isOver = last?.state === "done";
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: ["webhook-log", id] });
  }, [isOver, id, queries]);
  if (!last || isOver || last.state === "cancelled") return null;
  const { progress, total } = last;
  return (
    <div role="status">
      <p className={shared.hint}>{last.error ?? t("webhooks.replaying", { progress, total })}</p>
      {last.state === "waiting" ? (
        <progress value={progress} max={total} aria-label={t("webhooks.replayFailed")} />
      ) : null}
    </div>
  );
}
