// What components use of the live state; each hears only of the one thing it shows.
import { createContext, use, useCallback, useSyncExternalStore } from "react";
import type { Agent, Conversation, Id } from "@/api/types";
import type { Desk } from "./desk";
import type { ListState, ListView } from "./listview";
import type { Pending } from "./outbox";
import type { Connection } from "./socket";
import type { Timeline } from "./timelines";

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("The desk's live state is used outside of the signed-in shell.");
  return desk;
}

export function useConversation(id: Id): Conversation | undefined {
  const { conversations } = useDesk();
  return useSyncExternalStore(
    useCallback((listener) => conversations.subscribe(id, listener), [conversations, id]),
    () => conversations.get(id),
  );
}

export function useTimeline(id: Id): Timeline | undefined {
  const { timelines } = useDesk();
  return useSyncExternalStore(
    useCallback((listener) => timelines.subscribe(id, listener), [timelines, id]),
    () => timelines.get(id),
  );
}

export function usePending(id: Id): readonly Pending[] {
  const { outbox } = useDesk();
  return useSyncExternalStore(
    useCallback((listener) => outbox.subscribe(id, listener), [outbox, id]),
    () => outbox.of(id),
  );
}

export function useList(view: ListView): ListState {
  return useSyncExternalStore(view.subscribe, view.read);
}

export function useAgent(): Agent | null {
  const desk = useDesk();
  return useSyncExternalStore(desk.onAgent, desk.agent);
}

export function useConnection(): Connection {
  const desk = useDesk();
  return useSyncExternalStore(desk.onConnection, desk.connection);
}
