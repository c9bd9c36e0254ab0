// The one table of commands: the key handler, the palette, tooltips and the sheet all read it.

export const commandIds = [
  "list.next",
  "list.previous",
  "thread.open",
  "thread.reply",
  "conversation.new",
  "conversation.solve",
  "conversation.solveNext",
  "conversation.assign",
  "conversation.take",
  "conversation.download",
  "list.filter",
  "list.release",
  "composer.send",
  "go.work",
  "go.all",
  "go.settings",
  "go.channels",
  "go.account",
  "go.help",
  "app.palette",
  "app.keys",
  "app.close",
  "app.theme",
  "app.density",
  "app.singleKeys",
  "app.firstSteps",
  "app.signOut",
  "agent.available",
  "agent.busy",
  "agent.away",
  "agent.offline",
] as const;

export type CommandId = (typeof commandIds)[number];
export type CommandGroup = "list" | "conversation" | "go" | "app" | "agent";

export interface Command {
  readonly id: CommandId;
  readonly group: CommandGroup;
  /** As `KeyboardEvent.key` writes it, with "Ctrl+" and "Shift+"; two presses have a space between. */
  readonly keys?: string;
  /** Works while a text is being edited. */
  readonly whileEditing?: true;
  /** Kept out of the palette: it only makes sense as a key. */
  readonly keyOnly?: true;
}

export const commands: readonly Command[] = [
  { id: "list.next", group: "list", keys: "j" },
  { id: "list.previous", group: "list", keys: "k" },
  { id: "thread.open", group: "list", keys: "Enter", keyOnly: true },
  { id: "conversation.new", group: "list", keys: "n" },
  { id: "list.filter", group: "list", keys: "/" },
  { id: "list.release", group: "list", keys: "." },
  { id: "thread.reply", group: "conversation", keys: "r" },
  {
    id: "composer.send",
    group: "conversation",
    keys: "Ctrl+Enter",
    whileEditing: true,
    keyOnly: true,
  },
  { id: "conversation.solve", group: "conversation", keys: "e" },
  { id: "conversation.solveNext", group: "conversation", keys: "Shift+E" },
  { id: "conversation.assign", group: "conversation", keys: "a" },
  { id: "conversation.take", group: "conversation", keys: "i" },
  { id: "conversation.download", group: "conversation" },
  { id: "go.work", group: "go", keys: "g w" },
  { id: "go.all", group: "go", keys: "g a" },
  { id: "go.settings", group: "go", keys: "g s" },
  { id: "go.channels", group: "go", keys: "g n" },
  { id: "go.account", group: "go", keys: "g u" },
  { id: "go.help", group: "go", keys: "g h" },
  { id: "agent.available", group: "agent" },
  { id: "agent.busy", group: "agent" },
  { id: "agent.away", group: "agent" },
  { id: "agent.offline", group: "agent" },
  { id: "app.palette", group: "app", keys: "Ctrl+k", whileEditing: true, keyOnly: true },
  { id: "app.keys", group: "app", keys: "?" },
  { id: "app.close", group: "app", keys: "Escape", whileEditing: true, keyOnly: true },
  { id: "app.theme", group: "app" },
  { id: "app.density", group: "app" },
  { id: "app.singleKeys", group: "app" },
  { id: "app.firstSteps", group: "app" },
  { id: "app.signOut", group: "app" },
];

const byId = new Map(commands.map((command) => [command.id, command]));

export const commandOf = (id: CommandId): Command => byId.get(id) as Command;

const names: Record<string, string> = { Enter: "↵", Escape: "Esc", "Ctrl+k": "Ctrl K" };

/** The presses of a command as words for key caps: "Ctrl+Enter" is ["Ctrl", "↵"]. */
export function keyCaps(keys: string): string[] {
  return keys
    .split(/[ +]/)
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** For `aria-keyshortcuts`: "Control+K". Sequences cannot be said there. */
export function ariaKeys(keys: string): string | undefined {
  return keys.includes(" ") ? undefined : keys.replace("Ctrl", "Control");
}
