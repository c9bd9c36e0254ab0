// The button that saves a conversation as a file, for whom the server says that it has effect.
import { Download } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { useCommand } from "@/commands/registry";
import { IconButton } from "@/ui/Button";
import { can } from "./names";

const TranscriptDialog = lazy(() => import("./TranscriptDialog"));

export function TranscriptButton({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const allowed = can(conversation, "download");
  useCommand("conversation.download", () => setOpen(true), allowed);
  if (!allowed) return null;
  return (
    <>
      <IconButton
        label={t("transcript.title")}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Download size={17} aria-hidden="true" />
      </IconButton>
      {open ? (
        <Suspense fallback={null}>
          <TranscriptDialog conversation={conversation} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
