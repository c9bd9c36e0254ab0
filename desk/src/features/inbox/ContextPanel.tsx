// What is known about the person and the conversation, and what of it can be changed here.

import { ChevronDown, Copy, Flag } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation, Priority } from "@/api/types";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { MenuButton } from "@/ui/MenuButton";
import { readablePhone } from "@/ui/phone";
import { toast } from "@/ui/toasts";
import { exactTime } from "@/ui/when";
import { AssignMenu } from "./AssignMenu";
import type { Actions } from "./actions";
import styles from "./ContextPanel.module.css";
import { InlineEdit } from "./InlineEdit";
import { can, personName, priorities } from "./names";
import { PersonalData } from "./PersonalData";
import { StatusMenu } from "./StatusMenu";
import { Texts } from "./Texts";

interface ContextPanelProps {
  conversation: Conversation;
  actions: Actions;
}

export function ContextPanel({ conversation, actions }: ContextPanelProps) {
  const { t } = useTranslation();
  const { person, queue, number, created_at, waiting_since, closed_at } = conversation;
  return (
    <div className={styles.panel}>
      <section className={styles.person} aria-label={t("context.person")}>
        <Avatar id={person.id} name={person.name} size="l" />
        {person.erased_at ? (
          <>
            <strong>{personName(person)}</strong>
            <span className={styles.erased}>{exactTime(person.erased_at)}</span>
          </>
        ) : (
          <>
            <InlineEdit
              label={t("context.nameLabel")}
              value={person.name}
              empty={t("context.addName")}
              editLabel={t("context.rename")}
              canEdit={can(conversation, "rename")}
              onSave={(name) => (name ? actions.rename(name) : Promise.resolve(false))}
              large
            />
            <Copyable
              text={person.phone}
              shown={readablePhone(person.phone)}
              label={t("context.copyPhone")}
            />
          </>
        )}
        <PersonalData conversation={conversation} />
      </section>
      <section aria-labelledby="context-conversation">
        <h2 id="context-conversation" className={styles.title}>
          {t("context.conversation")}
        </h2>
        <dl className={styles.facts}>
          <Fact name={t("context.status")}>
            <StatusMenu conversation={conversation} actions={actions} />
          </Fact>
          <Fact name={t("context.assignee")}>
            <AssignMenu conversation={conversation} actions={actions} />
          </Fact>
          <Fact name={t("context.priority")}>
            <PriorityMenu conversation={conversation} actions={actions} />
          </Fact>
          <Fact name={t("context.topic")}>
            <InlineEdit
              label={t("context.topic")}
              value={conversation.topic}
              empty={t("context.noTopic")}
              editLabel={t("ui.edit")}
              canEdit={can(conversation, "topic")}
              onSave={(topic) => actions.setTopic(topic)}
            />
          </Fact>
          <Fact name={t("context.queue")}>{queue.name}</Fact>
          <Fact name={t("context.channel")}>{t("context.sms")}</Fact>
          <Fact name={t(conversation.takes_answers ? "context.number" : "context.sender")}>
            <bdi>{readablePhone(number)}</bdi>
          </Fact>
          <Fact name={t("context.started")}>{exactTime(created_at)}</Fact>
          {waiting_since ? (
            <Fact name={t("context.waitingSince")}>{exactTime(waiting_since)}</Fact>
          ) : null}
          {closed_at ? <Fact name={t("context.closedAt")}>{exactTime(closed_at)}</Fact> : null}
        </dl>
      </section>
      <Texts conversation={conversation} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Copyable({ text, shown, label }: { text: string; shown: string; label: string }) {
  const { t } = useTranslation();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toast("done", t("ui.copied"));
    } catch {
      // Without https the browser keeps the clipboard shut; the number can still be selected.
      toast("problem", text);
    }
  };
  return (
    <span className={styles.copy}>
      <bdi className={styles.number}>{shown}</bdi>
      <IconButton label={label} onClick={() => void copy()}>
        <Copy size={14} aria-hidden="true" />
      </IconButton>
    </span>
  );
}

function PriorityMenu({ conversation, actions }: ContextPanelProps) {
  const { t } = useTranslation();
  const { priority } = conversation;
  const icon = (each: Priority) => (
    <Flag size={14} aria-hidden="true" className={styles[each]} fill="currentColor" />
  );
  if (!can(conversation, "priority")) {
    return (
      <span className={styles.value}>
        {icon(priority)}
        {t(`conversation.${priority}`)}
      </span>
    );
  }
  return (
    <MenuButton
      label={t("context.priority")}
      onChoose={(id) => {
        if (id !== priority) void actions.setPriority(id as Priority);
      }}
      sections={[
        {
          choices: priorities.map((each) => ({
            id: each,
            label: t(`conversation.${each}`),
            icon: icon(each),
            selected: each === priority,
          })),
        },
      ]}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={styles.choice}
          aria-label={`${t("context.priority")}: ${t(`conversation.${priority}`)}`}
        >
          {icon(priority)}
          {t(`conversation.${priority}`)}
          <ChevronDown size={13} aria-hidden="true" />
        </button>
      )}
    />
  );
}
