// Orders that are not finished, above the numbers, to be gone on with or put away.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { discardOrder, fetchOrders, type NumberOrder } from "@/api/numberOrders";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button, buttonClass } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { countryName } from "@/ui/countries";
import { cx } from "@/ui/cx";
import { readablePhone } from "@/ui/phone";
import { exactTime } from "@/ui/when";
import styles from "./orders.module.css";
import { forgetTyped } from "./typed";

/** An order moves by itself, so it is asked for while it is looked at. */
const LOOK_MS = 3000;

export function OpenOrders() {
  const { t } = useTranslation();
  const orders = useQuery({
    queryKey: ["numberOrders"],
    queryFn: fetchOrders,
    refetchInterval: ({ state }) => (state.data?.items.length ? LOOK_MS : false),
  });
  const items = orders.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label={t("orders.open")}>
      <h3 className={styles.openTitle}>{t("orders.open")}</h3>
      <ul className={styles.open}>
        {items.map((each) => (
          <OpenOrder key={each.id} order={each} />
        ))}
      </ul>
    </section>
  );
}

function OpenOrder({ order }: { order: NumberOrder }) {
  const { t } = useTranslation();
  const { save } = useSave("numberOrders");
  const me = useMe().user.id;
  const [asking, setAsking] = useState(false);
  const { id, state, offer, country } = order;
  const place = country ? countryName(country) : t("orders.undecided");
  const what = offer ? readablePhone(offer.number) : place;
  const isDraft = state === "draft";
  return (
    <li>
      <div className={styles.chosen}>
        <span>
          <strong className={shared.number}>
            <bdi>{what}</bdi>
          </strong>{" "}
          <span className={cx(shared.chip, state === "failed" && styles.bad)}>
            {t(`orders.states.${state}`)}
          </span>
        </span>
        <span className={styles.choiceText}>
          {order.reason ?? t("orders.changed", { time: exactTime(order.updated_at) })}
        </span>
      </div>
      {isDraft || state === "failed" ? (
        <Button aria-label={t("orders.discardOne", { what })} onClick={() => setAsking(true)}>
          {t("orders.discard")}
        </Button>
      ) : null}
      <Link
        className={buttonClass(isDraft ? "primary" : "plain")}
        to="/channels/numbers/orders/$orderId"
        params={{ orderId: id }}
        aria-label={t(isDraft ? "orders.goOnWith" : "orders.look", { what })}
      >
        {t(isDraft ? "orders.goOn" : "orders.show")}
      </Link>
      <Confirm
        title={t("orders.discardTitle")}
        open={asking}
        confirm={t("orders.discard")}
        danger
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          if (await save(() => discardOrder(id))) forgetTyped(me, id);
        }}
      >
        {t("orders.discardText")}
      </Confirm>
    </li>
  );
}
