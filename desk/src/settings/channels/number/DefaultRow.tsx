// The default configuration of a channel, and the pen that changes it.
import { Pencil, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Configuration, Inbound, InboundChannel, Saved } from "@/api/inbound";
import shared from "@/settings/ui.module.css";
import { IconButton } from "@/ui/Button";
import { ActionDialog, type Chosen } from "./ActionDialog";
import { detailOf } from "./actions";
import styles from "./number.module.css";

interface DefaultRowProps {
  title: string;
  channel: InboundChannel;
  configuration: Configuration;
  kind: "default" | "account";
  connections: Inbound["connections"];
  mayForward: boolean;
  onSave: (chosen: Chosen) => Promise<Saved>;
  /** What else is to be said of it. */
  children?: ReactNode;
}

export function DefaultRow({ title, configuration, children, ...rest }: DefaultRowProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <p className={styles.name}>{title}</p>
        <Where configuration={configuration} />
        <SetBy author={configuration.set_by} />
        {children}
      </div>
      <IconButton label={`${t("inbound.edit")}: ${title}`} onClick={() => setEditing(true)}>
        <Pencil size={15} aria-hidden="true" />
      </IconButton>
      {editing ? (
        <ActionDialog before={configuration} onClose={() => setEditing(false)} {...rest} />
      ) : null}
    </div>
  );
}

/** Who has texts sent elsewhere; said aloud where he may not read them himself any more. */
export function SetBy({ author }: { author: Configuration["set_by"] }) {
  const { t } = useTranslation();
  if (!author) return null;
  if (author.may_read) {
    return <p className={shared.hint}>{t("inbound.setBy", { name: author.name })}</p>;
  }
  return (
    <p className={styles.warning}>
      <TriangleAlert size={14} aria-hidden="true" />
      {t("inbound.setByFormer", { name: author.name })}
    </p>
  );
}

/** The action in words, and to whom. */
export function Where({ configuration }: { configuration: Configuration }) {
  const { t } = useTranslation();
  const detail = detailOf(configuration);
  return (
    <p>
      {t(`inbound.actions.${configuration.action}`)}
      {detail ? (
        <>
          {" "}
          <bdi className={shared.mono}>{detail}</bdi>
        </>
      ) : null}
    </p>
  );
}
