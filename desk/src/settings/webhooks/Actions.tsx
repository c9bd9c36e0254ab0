// What can be done with a webhook: try it, change it, hold it, stop it, remove it.
import { useNavigate } from "@tanstack/react-router";
import {
  Ellipsis,
  KeyRound,
  Pause,
  Pencil,
  Play,
  Power,
  SendHorizontal,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  removeWebhook,
  sendTest,
  setWebhookState,
  type Webhook,
  type WebhookState,
  type Webhooks,
} from "@/api/webhooks";
import { useSave } from "@/settings/useSave";
import { Button, IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { MenuButton, type MenuChoice } from "@/ui/MenuButton";
import { toast } from "@/ui/toasts";
import { isOfProgram } from "./origin";
import { RotateDialog } from "./SecretOnce";
import { WebhookDialog } from "./WebhookDialog";
import styles from "./webhooks.module.css";

type Asking = "edit" | "rotate" | "remove" | "off" | null;

interface ActionsProps {
  webhook: Webhook;
  kinds: Webhooks["kinds"];
}

export function Actions({ webhook, kinds }: ActionsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking>(null);
  const { save, busy } = useSave("webhooks", "webhook", "webhook-log");
  const close = (): void => setAsking(null);
  const change = (state: WebhookState): Promise<boolean> =>
    save(() => setWebhookState(webhook, state));
  const test = async (): Promise<void> => {
    if (await save(() => sendTest(webhook.id))) toast("done", t("webhooks.testSent"));
  };
  const remove = async (): Promise<void> => {
    if (await save(() => removeWebhook(webhook.id))) await navigate({ to: "/account/webhooks" });
  };
  const isOn = webhook.state === "on";
  const more: MenuChoice[] = [
    ...(isOfProgram(webhook)
      ? []
      : [{ id: "rotate", label: t("webhooks.rotate"), icon: <KeyRound size={15} /> }]),
    ...(webhook.state === "off"
      ? []
      : [{ id: "off", label: t("webhooks.switchOff"), icon: <Power size={15} /> }]),
    { id: "remove", label: t("webhooks.remove"), icon: <Trash2 size={15} /> },
  ];
  return (
    <div className={styles.actions}>
      <Button onClick={() => void test()}>
        <SendHorizontal size={15} aria-hidden="true" />
        {t("webhooks.test")}
      </Button>
      <Button busy={busy} onClick={() => void change(isOn ? "paused" : "on")}>
        {isOn ? <Pause size={15} aria-hidden="true" /> : <Play size={15} aria-hidden="true" />}
        {t(isOn ? "webhooks.pause" : "webhooks.switchOn")}
      </Button>
      {isOfProgram(webhook) ? null : (
        <Button onClick={() => setAsking("edit")}>
          <Pencil size={15} aria-hidden="true" />
          {t("webhooks.editShort")}
        </Button>
      )}
      <MenuButton
        label={t("webhooks.more")}
        sections={[{ choices: more }]}
        onChoose={(id) => setAsking(id as Asking)}
        placement="bottom end"
        trigger={(props) => (
          <IconButton {...props} label={t("webhooks.more")}>
            <Ellipsis size={16} aria-hidden="true" />
          </IconButton>
        )}
      />
      {asking === "edit" ? <WebhookDialog webhook={webhook} kinds={kinds} onClose={close} /> : null}
      {asking === "rotate" ? <RotateDialog webhook={webhook} onClose={close} /> : null}
      <Confirm
        title={t("webhooks.offTitle", { name: webhook.name })}
        open={asking === "off"}
        confirm={t("webhooks.switchOff")}
        onClose={close}
        onConfirm={async () => void (await change("off"))}
      >
        {t("webhooks.offText")}
      </Confirm>
      <Confirm
        title={t("webhooks.removeTitle", { name: webhook.name })}
        open={asking === "remove"}
        confirm={t("ui.remove")}
        danger
        onClose={close}
        onConfirm={remove}
      >
        {t(isOfProgram(webhook) ? "webhooks.removeProgramText" : "webhooks.removeText")}
      </Confirm>
    </div>
  );
}
