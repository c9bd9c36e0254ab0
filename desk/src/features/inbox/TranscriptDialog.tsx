// Saving a conversation as a file: which format, and in which time zone its times are.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import { downloadTranscript, type TranscriptFormat } from "@/api/transcripts";
import type { Conversation } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, SelectField } from "@/ui/Field";
import { toast } from "@/ui/toasts";

const formats: readonly TranscriptFormat[] = ["html", "pdf", "json"];

const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** The zone one sits in first, then UTC, then all others. */
function zones(): string[] {
  return [...new Set([here(), "UTC", ...Intl.supportedValuesOf("timeZone")])];
}

interface TranscriptDialogProps {
  conversation: Conversation;
  onClose: () => void;
}

export default function TranscriptDialog({ conversation, onClose }: TranscriptDialogProps) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<TranscriptFormat>("html");
  const [zone, setZone] = useState(here);
  const [all] = useState(zones);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const download = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await downloadTranscript(conversation.id, format, zone);
      toast("done", t("transcript.done"));
      onClose();
    } catch (error) {
      setProblem(explain(error, t));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("transcript.title")} open onClose={onClose} size="s">
      <DialogBody
        actions={
          <>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look="primary" busy={busy} onClick={() => void download()}>
              {t("transcript.download")}
            </Button>
          </>
        }
      >
        <FormError>{problem}</FormError>
        <SelectField
          label={t("transcript.format")}
          hint={t(`transcript.${format}Note`)}
          value={format}
          onChange={(event) => setFormat(event.target.value as TranscriptFormat)}
        >
          {formats.map((each) => (
            <option key={each} value={each}>
              {t(`transcript.${each}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("transcript.zone")}
          hint={t("transcript.logged")}
          value={zone}
          onChange={(event) => setZone(event.target.value)}
        >
          {all.map((each) => (
            <option key={each} value={each}>
              {each.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
      </DialogBody>
    </Dialog>
  );
}
