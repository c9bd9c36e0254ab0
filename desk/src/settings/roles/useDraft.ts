// The draft of the editor, kept through a reload as long as it differs from what is saved.
import { useEffect, useState } from "react";
import { type Draft, isChanged, stored } from "./draft";

export function useDraft(name: string, initial: Draft) {
  const [kept] = useState(() => stored.read(name));
  const [draft, setDraft] = useState(kept ?? initial);
  const [isDone, setDone] = useState(false);
  const changed = !isDone && isChanged(draft);
  useEffect(() => {
    stored.write(name, changed ? draft : null);
  }, [name, changed, draft]);
  return {
    draft,
    setDraft,
    changed,
    isRestored: kept !== null,
    /** Nothing of it is kept any more; leaving asks nothing. */
    finish: () => {
      stored.write(name, null);
      setDone(true);
    },
  };
}
