// Choosing what happens to texts or calls: by default, or for a keyword.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { ApiError } from "@/api/client";
import type {
  Action,
  BodyFormat,
  Configuration,
  Inbound,
  InboundChannel,
  Saved,
} from "@/api/inbound";
import type { Id } from "@/api/types";
import { ShownOnce } from "@/settings/ShownOnce";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Dialog } from "@/ui/Dialog";
import { SelectField, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { ACTIONS, detailOf, FORMATS, LEADS_AWAY, targetOf } from "./actions";

export interface Chosen {
  keyword: string | null;
  action: Action;
  target: string | null;
  carrier_id: Id | null;
  version: number;
  body_format: BodyFormat;
}

interface ActionDialogProps {
  channel: InboundChannel;
  /** What is set now, also when somebody changes it meanwhile; null for a new keyword. */
  before: Configuration | null;
  kind: "default" | "keyword" | "account";
  connections: Inbound["connections"];
  mayForward: boolean;
  onSave: (chosen: Chosen) => Promise<Saved>;
  onClose: () => void;
}

export function ActionDialog(props: ActionDialogProps) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string | null>(null);
  if (secret !== null) {
    return (
      <Dialog title={t("webhooks.onceTitle")} open onClose={props.onClose} mustAnswer>
        <ShownOnce secret={secret} copy={t("webhooks.copySecret")} onDone={props.onClose}>
          {t("inbound.secretText")}
        </ShownOnce>
      </Dialog>
    );
  }
  const title = props.before ? `inbound.titles.${props.kind}` : "inbound.addKeyword";
  return <ActionForm {...props} title={t(title as "inbound.addKeyword")} onSecret={setSecret} />;
}

interface ActionFormProps extends ActionDialogProps {
  title: string;
  onSecret: (secret: string) => void;
}

function ActionForm(props: ActionFormProps) {
  const { title, channel, before, kind, connections, mayForward, onSave, onClose, onSecret } =
    props;
  const { t } = useTranslation();
  const { refresh } = useSave("inbound", "inboundDefaults");
  const [seen] = useState(before?.version);
  const [refused, setRefused] = useState(false);
  const isKeyword = kind === "keyword";
  const form = useForm(
    {
      keyword: before?.keyword ?? "",
      action: before?.action ?? "conversations",
      target: before?.target ?? "",
      carrier_id: before?.connection?.id ?? connections[0]?.id ?? "",
      body_format: before?.body_format ?? "hubbub",
    },
    {
      keyword: (value) => (isKeyword ? requiredProblem(value) : undefined),
      target: (value, { action }) =>
        targetOf(action as Action) ? requiredProblem(value) : undefined,
    },
    async ({ keyword, action, target, carrier_id, body_format }) => {
      try {
        // By now it may be a colleague's, who is shown below before it is replaced.
        const saved = await onSave({
          keyword: isKeyword ? keyword : null,
          action: action as Action,
          target: targetOf(action as Action) ? target : null,
          carrier_id: action === "smpp" ? carrier_id || null : null,
          version: before?.version ?? 0,
          body_format: body_format as BodyFormat,
        });
        if (saved.secret) onSecret(saved.secret);
        else onClose();
      } catch (error) {
        setRefused(error instanceof ApiError && error.code === "stale");
        throw error;
      } finally {
        refresh();
      }
    },
  );
  const { field, values } = form;
  const action = values.action as Action;
  const target = targetOf(action);
  const changed =
    before && before.version !== seen
      ? t("inbound.changedMeanwhile", {
          now: [t(`inbound.actions.${before.action}`), detailOf(before)].filter(Boolean).join(": "),
        })
      : null;
  const choices = ACTIONS[channel].filter((each) => kind !== "account" || each !== "default");
  return (
    <FormDialog
      title={title}
      size="s"
      form={{ ...form, problem: (refused ? null : form.problem) ?? changed ?? form.problem }}
      submit={t(isKeyword ? "ui.save" : "inbound.setDefault")}
      onClose={onClose}
    >
      {isKeyword ? (
        <TextField
          {...field("keyword")}
          label={t("inbound.keyword")}
          hint={t("inbound.keywordHint")}
          autoComplete="off"
          maxLength={50}
          autoFocus
        />
      ) : null}
      <SelectField {...field("action")} label={t("inbound.action")} autoFocus={!isKeyword}>
        {choices.map((each) => (
          <option
            key={each}
            value={each}
            disabled={channel === "sms" && !mayForward && LEADS_AWAY.includes(each)}
          >
            {t(`inbound.actions.${each}`)}
          </option>
        ))}
      </SelectField>
      <p className={shared.hint}>{t(`inbound.about.${channel}.${action as "none"}`)}</p>
      {target ? (
        <TextField
          {...field("target")}
          label={t(`inbound.targets.${target}`)}
          autoComplete="off"
          spellCheck={target === "message"}
          placeholder={target === "url" ? "https://" : undefined}
          maxLength={2000}
        />
      ) : null}
      {action === "url" && channel === "sms" ? (
        <SelectField
          {...field("body_format")}
          label={t("inbound.format")}
          hint={t(`inbound.formatHints.${values.body_format as BodyFormat}`)}
        >
          {FORMATS.map((each) => (
            <option key={each} value={each}>
              {t(`inbound.formats.${each}`)}
            </option>
          ))}
        </SelectField>
      ) : null}
      {action === "smpp" ? (
        <SelectField {...field("carrier_id")} label={t("inbound.connection")}>
          {connections.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      {channel === "sms" && !mayForward ? (
        <p className={shared.hint}>{t("inbound.mayNot")}</p>
      ) : null}
    </FormDialog>
  );
}
