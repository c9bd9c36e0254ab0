// Where the conversation belongs: queue, assignee, priority, topic.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { type AvailableSenders, fetchStartAssignees } from "@/api/starting";
import type { Id, Priority } from "@/api/types";
import { priorities } from "@/features/inbox/names";
import { SelectField, TextField } from "@/ui/Field";
import type { StartDraft } from "./draft";
import type { Problems, StartField } from "./problems";
import styles from "./start.module.css";

interface CircumstancesProps {
  draft: StartDraft;
  queues: AvailableSenders["queues"];
  errors: Problems["fields"];
  onChange: (field: StartField, part: Partial<StartDraft>) => void;
}

export function Circumstances({ draft, queues, errors, onChange }: CircumstancesProps) {
  const { t } = useTranslation();
  const mayAssign = may(useMe(), permissions.assign);
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label={t("context.queue")}
          name="queue"
          value={draft.queue ?? ""}
          error={errors.queue}
          // Who could be given it is another question in another queue.
          onChange={(event) => onChange("queue", { queue: event.target.value, assignee: "me" })}
        >
          {queues.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
        {mayAssign && draft.queue ? (
          <AssigneeField
            queue={draft.queue}
            chosen={draft.assignee}
            error={errors.assignee}
            onChange={(assignee) => onChange("assignee", { assignee })}
          />
        ) : null}
        <SelectField
          label={t("context.priority")}
          name="priority"
          value={draft.priority}
          error={errors.priority}
          onChange={(event) => onChange("priority", { priority: event.target.value as Priority })}
        >
          {priorities.map((each) => (
            <option key={each} value={each}>
              {t(`conversation.${each}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label={`${t("context.topic")} (${t("ui.optional")})`}
        name="topic"
        value={draft.topic}
        error={errors.topic}
        autoComplete="off"
        maxLength={1000}
        onChange={(event) => onChange("topic", { topic: event.target.value })}
      />
    </>
  );
}

interface AssigneeFieldProps {
  queue: Id;
  chosen: StartDraft["assignee"];
  error: string | undefined;
  onChange: (assignee: StartDraft["assignee"]) => void;
}

function AssigneeField({ queue, chosen, error, onChange }: AssigneeFieldProps) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["startAssignees", queue],
    queryFn: () => fetchStartAssignees(queue),
    staleTime: 2000,
  });
  const others = (data?.items ?? []).filter((each) => !each.me);
  const cannot = data !== undefined && !data.items.some((each) => each.me);
  const known = ["me", "nobody", ...others.map((each) => each.user_id)];
  return (
    <SelectField
      label={t("context.assignee")}
      name="assignee"
      value={known.includes(chosen) ? chosen : "me"}
      error={error}
      hint={cannot && chosen === "me" ? t("starting.notMe") : null}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="me">{t("starting.me")}</option>
      <option value="nobody">{t("conversation.nobody")}</option>
      {others.length > 0 ? (
        <optgroup label={t("conversation.others")}>
          {others.map((each) => (
            <option key={each.user_id} value={each.user_id}>
              {each.name} · {t(`status.${each.status}`)}
            </option>
          ))}
        </optgroup>
      ) : null}
    </SelectField>
  );
}
