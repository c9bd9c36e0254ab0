// Which queues write from a sender, in words.
import type { TFunction } from "i18next";
import type { Sender } from "@/api/senders";

export function queueWords({ for_every_queue, queues }: Sender, t: TFunction): string {
  if (for_every_queue) return t("senders.everyQueue");
  if (queues.length === 0) return t("senders.noQueue");
  return queues.map((each) => each.name).join(", ");
}
