// A value that turns into a field when it is to be changed; Enter keeps it, Escape does not.

import { Pencil } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { cx } from "@/ui/cx";
import styles from "./InlineEdit.module.css";

interface InlineEditProps {
  label: string;
  value: string | null;
  empty: string;
  editLabel: string;
  canEdit: boolean;
  /** Resolves to whether it was kept; the field stays open otherwise. */
  onSave: (value: string | null) => Promise<boolean>;
  large?: boolean;
}

const LONGEST = 255;

export function InlineEdit(props: InlineEditProps) {
  const { label, value, empty, editLabel, canEdit, onSave, large } = props;
  const [text, setText] = useState<string | null>(null);
  const leaving = useRef(false);
  const button = useRef<HTMLButtonElement>(null);

  const leave = (refocus: boolean): void => {
    leaving.current = true;
    setText(null);
    if (refocus) requestAnimationFrame(() => button.current?.focus());
  };
  const save = async (refocus: boolean): Promise<void> => {
    if (leaving.current || text === null) return;
    const next = text.trim() || null;
    if (next === value) return leave(refocus);
    if (await onSave(next)) leave(refocus);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) void save(true);
    else if (event.key === "Escape") leave(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (text !== null) {
    return (
      <input
        className={cx(styles.input, large && styles.large)}
        aria-label={label}
        value={text}
        maxLength={LONGEST}
        // biome-ignore lint/a11y/noAutofocus: the field opens because its button was pressed.
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => void save(false)}
        onKeyDown={press}
      />
    );
  }
  if (!canEdit)
    return <span className={cx(styles.still, large && styles.large)}>{value ?? "–"}</span>;
  return (
    <button
      ref={button}
      type="button"
      className={cx(styles.button, large && styles.large, value === null && styles.empty)}
      aria-label={value === null ? empty : `${editLabel}: ${value}`}
      onClick={() => {
        leaving.current = false;
        setText(value ?? "");
      }}
    >
      <span className={styles.words}>{value ?? empty}</span>
      <Pencil size={12} aria-hidden="true" className={styles.pencil} />
    </button>
  );
}
