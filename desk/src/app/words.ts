// What a command is called.
import type { TFunction } from "i18next";
import type { CommandId } from "@/commands/table";

export function commandWords(id: CommandId, t: TFunction): string {
  return t(`commands.${id.replace(".", "_")}` as "commands.list_next");
}
