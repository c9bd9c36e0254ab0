// A line of text to take along: shown, and copied with one click.
import { Copy } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./Button";
import styles from "./CopyLine.module.css";
import { toast } from "./toasts";

export function CopyLine({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const shown = useRef<HTMLElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toast("done", t("ui.copied"));
    } catch {
      // Without https the clipboard is shut; the text is selected to be copied by hand.
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
    }
  };
  return (
    <div className={styles.line}>
      <code ref={shown}>{text}</code>
      <IconButton label={label} onClick={() => void copy()}>
        <Copy size={15} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
