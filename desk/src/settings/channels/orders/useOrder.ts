// An order that is being worked on: each decision goes to the server as it is made.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import { fetchOrder, type NumberOrder, type OrderStep, saveOrder } from "@/api/numberOrders";
import { forgetTyped } from "./typed";

export type Patch = Partial<
  Pick<NumberOrder, "country" | "capabilities" | "kind" | "offer" | "details">
>;

/** While the carrier decides, somebody is looking at it. */
const LOOK_MS = 1000;

const isUnderWay = (order: NumberOrder | undefined): boolean =>
  order?.state === "placed" || order?.state === "waiting";

export function useOrder(id: string) {
  return useQuery({
    queryKey: ["numberOrder", id],
    queryFn: () => fetchOrder(id),
    retry: false,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? LOOK_MS : false),
  });
}

export function useSteps(order: NumberOrder) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useMe().user.id;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  // What stands in the fields of the step and is kept with whichever way it is left.
  const written = useRef<Patch>({});
  const hold = (patch: Patch): void => {
    written.current = patch;
  };

  const keep = async (after: NumberOrder): Promise<void> => {
    const queryKey = ["numberOrder", order.id];
    // A look that began before this would bring back the step that was just left.
    await queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, after);
    void queries.invalidateQueries({ queryKey: ["numberOrders"] });
  };
  /** Does it, keeps the order that comes back, and says what went wrong. Resolves to the error. */
  const act = async (does: () => Promise<NumberOrder>): Promise<unknown> => {
    setBusy(true);
    setProblem(null);
    try {
      await keep(await does());
      return undefined;
    } catch (error) {
      const isStale = error instanceof ApiError && error.status === 409;
      if (isStale) void queries.invalidateQueries({ queryKey: ["numberOrder", order.id] });
      setProblem(explain(error, t));
      return error;
    } finally {
      setBusy(false);
    }
  };
  /** Keeps a decision and goes to a step, forward or back. */
  const go = async (step: OrderStep, patch: Patch = {}): Promise<unknown> => {
    const decided = { ...order, ...written.current, ...patch };
    const error = await act(() => saveOrder(order.id, bodyOf(decided, step)));
    if (!error) {
      hold({});
      forgetTyped(me, order.id);
    }
    return error;
  };

  return { go, hold, act, busy, problem };
}

export type Steps = ReturnType<typeof useSteps>;

function bodyOf(order: NumberOrder, step: OrderStep) {
  const { version, country, capabilities, kind, offer, details } = order;
  const chosen = offer?.carrier_id ? { carrier_id: offer.carrier_id, key: offer.key } : null;
  return { version, step, country, capabilities, kind, offer: chosen, details };
}
