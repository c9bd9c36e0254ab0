// Which commands can be carried out now, and the listener that turns key presses into them.
import { useEffect, useRef, useSyncExternalStore } from "react";
import { overlayIsOpen } from "@/ui/overlays";
import { readPreferences } from "@/ui/preferences";
import { resolve, type Situation } from "./keys";
import { type Command, type CommandId, commands } from "./table";

type Handler = () => void;

const handlers = new Map<CommandId, Handler[]>();
const listeners = new Set<() => void>();
let available: readonly Command[] = [];

function changed(): void {
  available = commands.filter((command) => handlers.has(command.id));
  for (const listener of [...listeners]) listener();
}

function add(id: CommandId, handler: Handler): () => void {
  handlers.set(id, [...(handlers.get(id) ?? []), handler]);
  changed();
  return () => {
    const rest = (handlers.get(id) ?? []).filter((each) => each !== handler);
    if (rest.length > 0) handlers.set(id, rest);
    else handlers.delete(id);
    changed();
  };
}

/** Carries out a command by its newest handler; false when nobody offers it now. */
export function run(id: CommandId): boolean {
  const handler = handlers.get(id)?.at(-1);
  handler?.();
  return handler !== undefined;
}

/** Offers a command while the component is shown and `enabled`. */
export function useCommand(id: CommandId, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => (enabled ? add(id, () => latest.current()) : undefined), [id, enabled]);
}

export function useAvailableCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => available,
  );
}

const EDITABLE = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";
const CONTROL = "a[href], button, summary, [role='button'], [role^='menuitem'], [role='option']";
const SEQUENCE_MS = 1200;

/** Listens for keys on the whole window. Returns how to stop. */
export function listenForKeys(): () => void {
  let before = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onKey = (event: KeyboardEvent): void => {
    // React Aria sends copies of key events to its menus; those are not presses of a person.
    if (!event.isTrusted || event.defaultPrevented || event.isComposing) return;
    if (["Shift", "Control", "Meta", "Alt"].includes(event.key)) return;
    const { command, pending } = resolve(before, event, situationOf(event.target));
    clearTimeout(timer);
    before = pending ?? "";
    if (pending) {
      timer = setTimeout(() => {
        before = "";
      }, SEQUENCE_MS);
    }
    if (pending || (command && run(command.id))) event.preventDefault();
  };
  window.addEventListener("keydown", onKey);
  return () => {
    clearTimeout(timer);
    window.removeEventListener("keydown", onKey);
  };
}

function situationOf(target: EventTarget | null): Situation {
  const element = target instanceof Element ? target : null;
  return {
    editing: element?.closest(EDITABLE) != null,
    onControl: element?.closest(CONTROL) != null,
    overlayOpen: overlayIsOpen(),
    singleKeys: readPreferences().singleKeys,
  };
}
