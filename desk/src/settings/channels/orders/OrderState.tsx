// What became of an order that was placed.
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleX, Hourglass } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { discardOrder, type NumberOrder } from "@/api/numberOrders";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button, buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { readablePhone } from "@/ui/phone";
import { Spinner } from "@/ui/Spinner";
import { forgetTyped } from "./typed";
import { useWayOut } from "./useStepInAddress";

export function OrderState({ order }: { order: NumberOrder }) {
  const queries = useQueryClient();
  const { state } = order;
  const me = useMe().user.id;
  useWayOut();
  useEffect(() => forgetTyped(me, order.id), [me, order.id]);
  // The list shows the number, and the order no more, as soon as it is ours.
  useEffect(() => {
    if (state === "done") {
      for (const key of ["numbers", "numberOrders"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    }
  }, [state, queries]);
  return (
    <div className={shared.card} role="status">
      {state === "done" ? <Done order={order} /> : null}
      {state === "failed" ? <Failed order={order} /> : null}
      {state === "placed" || state === "waiting" ? <UnderWay order={order} /> : null}
    </div>
  );
}

function Done({ order }: { order: NumberOrder }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<CircleCheck size={24} />}
      title={t("orders.doneTitle", { number: readablePhone(order.offer?.number ?? "") })}
      action={
        <>
          {order.number_id ? (
            <Link
              className={buttonClass("primary")}
              to="/channels/numbers/$numberId"
              params={{ numberId: order.number_id }}
            >
              {t("orders.setUp")}
            </Link>
          ) : null}{" "}
          <Link className={buttonClass()} to="/channels/numbers">
            {t("orders.toNumbers")}
          </Link>
        </>
      }
    >
      {t("orders.doneText")}
    </EmptyState>
  );
}

function Failed({ order }: { order: NumberOrder }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { save, busy } = useSave("numberOrders");
  const discard = async (): Promise<void> => {
    if (await save(() => discardOrder(order.id))) void navigate({ to: "/channels/numbers" });
  };
  return (
    <EmptyState
      icon={<CircleX size={24} />}
      title={t("orders.failedTitle", { number: readablePhone(order.offer?.number ?? "") })}
      action={
        <Button busy={busy} onClick={() => void discard()}>
          {t("orders.putAway")}
        </Button>
      }
    >
      <p>{order.reason}</p>
      <p>{t("orders.failedText")}</p>
    </EmptyState>
  );
}

function UnderWay({ order }: { order: NumberOrder }) {
  const { t } = useTranslation();
  const isWaiting = order.state === "waiting";
  return (
    <EmptyState
      icon={isWaiting ? <Hourglass size={24} /> : <Spinner />}
      title={t(isWaiting ? "orders.waitingTitle" : "orders.placedTitle", {
        number: readablePhone(order.offer?.number ?? ""),
      })}
    >
      {t(isWaiting ? "orders.waitingText" : "orders.placedText")}
    </EmptyState>
  );
}
