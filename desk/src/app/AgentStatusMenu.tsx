// The own status as agent: colour, shape and word, and a menu to change it.
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { explain } from "@/api/explain";
import type { AgentStatus } from "@/api/types";
import { setAgentStatus } from "@/api/work";
import { useCommand } from "@/commands/registry";
import { useAgent, useDesk } from "@/live/hooks";
import { AgentDot } from "@/ui/AgentDot";
import { MenuButton } from "@/ui/MenuButton";
import { toast } from "@/ui/toasts";
import styles from "./AgentStatusMenu.module.css";

const states: readonly AgentStatus[] = ["available", "busy", "away", "offline"];

export function AgentStatusMenu() {
  const { t } = useTranslation();
  const desk = useDesk();
  const agent = useAgent();
  const set = async (status: AgentStatus): Promise<void> => {
    try {
      desk.setAgent(await setAgentStatus(status));
    } catch (error) {
      toast("problem", explain(error, t));
    }
  };
  const me = useMe();
  const known = agent !== null && !me.viewer;
  useCommand("agent.available", () => void set("available"), known);
  useCommand("agent.busy", () => void set("busy"), known);
  useCommand("agent.away", () => void set("away"), known);
  useCommand("agent.offline", () => void set("offline"), known);
  if (!agent || !known) return null;
  const { load, capacity } = agent;
  const word = t(`status.${agent.status}`);
  return (
    <MenuButton
      label={t("status.mine")}
      placement="right bottom"
      onChoose={(id) => void set(id as AgentStatus)}
      sections={[
        {
          title: t("status.load", { load, capacity }),
          choices: states.map((each) => ({
            id: each,
            label: t(`status.${each}`),
            note: t(`status.${each}Note`),
            icon: <AgentDot status={each} />,
            selected: each === agent.status,
          })),
        },
      ]}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={styles.button}
          data-status={agent.status}
          data-tip={t("status.is", { status: word, load, capacity })}
          data-tip-side="end"
        >
          <AgentDot status={agent.status} />
          <span className={styles.word} aria-hidden="true">
            {word}
          </span>
          <span className={styles.load} aria-hidden="true">
            {load}/{capacity}
          </span>
          <span className="visually-hidden">
            {t("status.is", { status: word, load, capacity })}
          </span>
        </button>
      )}
    />
  );
}
