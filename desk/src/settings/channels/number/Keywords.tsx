// Keywords of a number: texts that begin with one of them go somewhere of their own.
import { useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus, Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Configuration,
  type Inbound,
  removeKeyword,
  restoreKeyword,
  saveInbound,
} from "@/api/inbound";
import type { Id } from "@/api/types";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button, IconButton } from "@/ui/Button";
import { ActionDialog } from "./ActionDialog";
import { SetBy, Where } from "./DefaultRow";
import styles from "./number.module.css";

interface KeywordsProps {
  number: Id;
  inbound: Inbound;
}

export function Keywords({ number, inbound }: KeywordsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { save } = useSave("inbound");
  const [editing, setEditing] = useState<Id | "new" | null>(null);
  const [removed, setRemoved] = useState<Configuration | null>(null);
  const { keywords } = inbound.sms;
  const before = keywords.find(({ id }) => id === editing) ?? null;
  const remove = async (each: Configuration): Promise<void> => {
    if (await save(() => removeKeyword(number, each))) setRemoved(each);
  };
  const undo = async ({ id }: Configuration): Promise<void> => {
    if (id && (await save(() => restoreKeyword(number, id)))) setRemoved(null);
  };
  return (
    <section aria-label={t("inbound.keywords")}>
      <div className={shared.subhead}>
        <h3>{t("inbound.keywords")}</h3>
        <Button onClick={() => setEditing("new")}>
          <Plus size={15} aria-hidden="true" />
          {t("inbound.addKeyword")}
        </Button>
      </div>
      <p className={shared.lead}>{t("inbound.keywordsText")}</p>
      {removed ? (
        <p className={styles.undo} role="status">
          {t("inbound.removed", { keyword: removed.keyword })}
          <Button onClick={() => void undo(removed)}>
            <Undo2 size={15} aria-hidden="true" className="mirrors" />
            {t("inbound.undo")}
          </Button>
        </p>
      ) : null}
      {keywords.length > 0 ? (
        <Table hasActions columns={[t("inbound.keyword"), t("inbound.action")]}>
          {keywords.map((each) => (
            <tr key={each.id}>
              <td>
                <bdi className={shared.mono}>{each.keyword}</bdi>
              </td>
              <td>
                <div>
                  <Where configuration={each} />
                  <SetBy author={each.set_by} />
                </div>
              </td>
              <td className={shared.end}>
                <IconButton
                  label={`${t("inbound.edit")}: ${each.keyword}`}
                  onClick={() => setEditing(each.id)}
                >
                  <Pencil size={15} aria-hidden="true" />
                </IconButton>
                <IconButton
                  label={`${t("ui.remove")}: ${each.keyword}`}
                  onClick={() => void remove(each)}
                >
                  <Trash2 size={15} aria-hidden="true" />
                </IconButton>
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      {editing === "new" || before ? (
        <ActionDialog
          channel="sms"
          kind="keyword"
          before={before}
          connections={inbound.connections}
          mayForward={inbound.may_forward}
          onSave={async (chosen) => {
            const saved = await saveInbound(number, {
              ...chosen,
              channel: "sms",
              id: before?.id ?? null,
            });
            void queries.invalidateQueries({ queryKey: ["inbound"] });
            return saved;
          }}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  );
}
