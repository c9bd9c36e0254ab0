// From a key press to a command: pure rules about modifiers, sequences and where keys are not ours.
import { type Command, commands } from "./table";

export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export interface Situation {
  editing: boolean;
  /** A button, link or other control has the focus; Enter and Space belong to it. */
  onControl: boolean;
  overlayOpen: boolean;
  singleKeys: boolean;
}

/** How the table would write this press. Letters of other alphabets count by their place. */
export function written(press: Press): string {
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase();
  const latin = press.key.length > 1 || press.key.charCodeAt(0) < 128;
  const key = latin || !letter ? press.key : press.shiftKey ? letter.toUpperCase() : letter;
  const control = press.ctrlKey || press.metaKey;
  if (control) return `Ctrl+${key.length === 1 ? key.toLowerCase() : key}`;
  return press.shiftKey && /^[A-Z]$/.test(key) ? `Shift+${key}` : key;
}

function allowed(command: Command, press: Press, situation: Situation): boolean {
  if (situation.overlayOpen) return false;
  if (situation.editing && !command.whileEditing) return false;
  if (situation.onControl && press.key === "Enter" && !command.whileEditing) return false;
  const modified = press.ctrlKey || press.metaKey;
  const named = press.key === "Enter" || press.key === "Escape";
  return situation.singleKeys || modified || named;
}

/** The command for this press, the beginning of a sequence, or nothing. */
export function resolve(
  before: string,
  press: Press,
  situation: Situation,
): { command?: Command; pending?: string } {
  if (press.altKey) return {};
  const now = written(press);
  const sequence = before ? `${before} ${now}` : now;
  const fitting = commands.filter((each) => each.keys && allowed(each, press, situation));
  const command = fitting.find((each) => each.keys === sequence);
  if (command) return { command };
  if (fitting.some((each) => each.keys?.startsWith(`${sequence} `))) return { pending: sequence };
  return before ? resolve("", press, situation) : {};
}
