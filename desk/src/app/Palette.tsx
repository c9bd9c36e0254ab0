// Everything by name: commands that can be carried out now, and the conversations on the desk.
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { run, useAvailableCommands } from "@/commands/registry";
import { type CommandGroup, type CommandId, keyCaps } from "@/commands/table";
import { topics } from "@/help/topics";
import { useDesk } from "@/live/hooks";
import { compareConversations } from "@/live/listview";
import { Avatar } from "@/ui/Avatar";
import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";
import styles from "./Palette.module.css";
import { commandWords } from "./words";

const groups: readonly CommandGroup[] = ["conversation", "list", "go", "agent", "app"];
const MOST = 6;

export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const found = useFound(text);
  const choose = (key: string): void => {
    onClose();
    const [kind, id = ""] = key.split(":");
    // After the dialog is gone, so that a command may move the focus.
    setTimeout(() => {
      if (kind === "command") run(id as CommandId);
      else if (kind === "help") void navigate({ to: "/help/$topic", params: { topic: id } });
      else void navigate({ to: "/all/$conversationId", params: { conversationId: id } });
    });
  };
  const nothing =
    found.people.length === 0 && found.sections.length === 0 && found.topics.length === 0;
  return (
    <Dialog title={t("commands.title")} open onClose={onClose} hideTitle>
      <div className={styles.body}>
        <Autocomplete inputValue={text} onInputChange={setText}>
          <SearchField className={styles.field ?? ""} aria-label={t("commands.title")} autoFocus>
            <Search size={17} aria-hidden="true" />
            <Input className={styles.input ?? ""} placeholder={t("commands.placeholder")} />
          </SearchField>
          <Menu
            className={styles.menu ?? ""}
            aria-label={t("commands.title")}
            onAction={(key) => choose(String(key))}
            renderEmptyState={() =>
              nothing ? <p className={styles.none}>{t("commands.none")}</p> : null
            }
          >
            {found.people.length > 0 ? (
              <MenuSection>
                <Header className={styles.header}>{t("commands.conversations")}</Header>
                {found.people.map(({ id, person, last_message: last }) => (
                  <MenuItem
                    key={id}
                    id={`conversation:${id}`}
                    className={styles.item ?? ""}
                    textValue={person.name ?? person.phone}
                  >
                    <Avatar id={person.id} name={person.name} size="s" />
                    <span className={styles.words}>{person.name ?? person.phone}</span>
                    <span className={styles.note}>{last?.text}</span>
                  </MenuItem>
                ))}
              </MenuSection>
            ) : null}
            {found.sections.map(({ group, commands }) => (
              <MenuSection key={group}>
                <Header className={styles.header}>{t(`commands.${group}`)}</Header>
                {commands.map(({ id, words, keys }) => (
                  <MenuItem
                    key={id}
                    id={`command:${id}`}
                    className={styles.item ?? ""}
                    textValue={words}
                  >
                    <span className={styles.words}>{words}</span>
                    {keys ? <Kbd caps={keyCaps(keys)} /> : null}
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
            {found.topics.length > 0 ? (
              <MenuSection>
                <Header className={styles.header}>{t("commands.help")}</Header>
                {found.topics.map(({ topic, words }) => (
                  <MenuItem
                    key={topic}
                    id={`help:${topic}`}
                    className={styles.item ?? ""}
                    textValue={words}
                  >
                    <span className={styles.words}>{words}</span>
                  </MenuItem>
                ))}
              </MenuSection>
            ) : null}
          </Menu>
        </Autocomplete>
      </div>
    </Dialog>
  );
}

function useFound(text: string) {
  const { t } = useTranslation();
  const desk = useDesk();
  const available = useAvailableCommands();
  const wanted = text.trim().toLocaleLowerCase();
  const fits = (words: string): boolean =>
    wanted.split(/\s+/).every((each) => words.toLocaleLowerCase().includes(each));
  const named = available
    .filter((each) => !each.keyOnly)
    .map((each) => ({ ...each, words: commandWords(each.id, t) }))
    .filter((each) => fits(each.words));
  const sections = groups
    .map((group) => ({ group, commands: named.filter((each) => each.group === group) }))
    .filter((each) => each.commands.length > 0);
  const helped = topics
    .map((topic) => ({ topic, words: t("help.about", { topic: t(`help.topics.${topic}`) }) }))
    .filter(({ words }) => fits(words));
  const people = useMemo(() => {
    if (!wanted) return [];
    return [...desk.conversations.all()]
      .filter(({ person }) =>
        `${person.name ?? ""} ${person.phone}`.toLocaleLowerCase().includes(wanted),
      )
      .sort(compareConversations)
      .slice(0, MOST);
  }, [desk, wanted]);
  return { sections, people, topics: helped };
}
