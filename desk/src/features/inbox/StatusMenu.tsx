// The status of a conversation as a menu; closing, which is final, asks first.

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation, ConversationStatus } from "@/api/types";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { MenuButton } from "@/ui/MenuButton";
import type { Actions } from "./actions";
import { can, statuses } from "./names";
import { StatusDot } from "./StatusMark";
import styles from "./StatusMenu.module.css";

interface StatusMenuProps {
  conversation: Conversation;
  actions: Actions;
}

export function StatusMenu({ conversation, actions }: StatusMenuProps) {
  const { t } = useTranslation();
  const [closing, setClosing] = useState(false);
  const { status } = conversation;
  const word = t(`conversation.${status}`);
  const name = t("conversation.statusIs", { status: word });
  if (!can(conversation, "status")) {
    return (
      <span className={cx(styles.pill, styles[status])}>
        <StatusDot status={status} />
        {word}
      </span>
    );
  }
  const choose = (id: string): void => {
    if (id === "closed") setClosing(true);
    else if (id !== status) void actions.setStatus(id as ConversationStatus);
  };
  return (
    <>
      <MenuButton
        label={t("conversation.setStatus")}
        onChoose={choose}
        sections={[
          {
            choices: statuses.map((each) => ({
              id: each,
              label: t(`conversation.${each}`),
              note: t(`conversation.${each}Note`),
              icon: <StatusDot status={each} />,
              selected: each === status,
            })),
          },
        ]}
        trigger={(props) => (
          <button
            type="button"
            {...props}
            className={cx(styles.pill, styles.choice, styles[status])}
            data-tip={t("conversation.setStatus")}
          >
            <StatusDot status={status} />
            <span aria-hidden="true">{word}</span>
            <span className="visually-hidden">{name}</span>
            <ChevronDown size={13} aria-hidden="true" />
          </button>
        )}
      />
      <Confirm
        title={t("conversation.closeTitle")}
        open={closing}
        confirm={t("conversation.close")}
        danger
        onClose={() => setClosing(false)}
        onConfirm={async () => {
          await actions.setStatus("closed");
        }}
      >
        {t("conversation.closeText")}
      </Confirm>
    </>
  );
}
