// Where a webhook was set up, and what of it can be changed here.
import type { Webhook } from "@/api/webhooks";

/** A program set it up as a subscription: its address, events and signature are changed there. */
export const isOfProgram = (webhook: Pick<Webhook, "wire">): boolean => webhook.wire !== null;

/** The words on why it stopped and what to do: whoever saves it takes it over, here or there. */
export const takeOverText = (webhook: Pick<Webhook, "wire">): "ownerText" | "ownerProgramText" =>
  isOfProgram(webhook) ? "ownerProgramText" : "ownerText";
