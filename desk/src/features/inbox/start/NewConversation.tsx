// The button that begins a conversation, for who may.
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { run } from "@/commands/registry";
import { ariaKeys, commandOf, keyCaps } from "@/commands/table";
import { IconButton } from "@/ui/Button";

const keys = commandOf("conversation.new").keys ?? "";

export function NewConversation() {
  const { t } = useTranslation();
  if (!may(useMe(), permissions.start)) return null;
  return (
    <IconButton
      label={t("starting.title")}
      caps={keyCaps(keys).join(" ")}
      aria-haspopup="dialog"
      aria-keyshortcuts={ariaKeys(keys)}
      onClick={() => run("conversation.new")}
    >
      <Plus size={18} aria-hidden="true" />
    </IconButton>
  );
}
