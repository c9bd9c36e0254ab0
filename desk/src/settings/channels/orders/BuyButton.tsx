// Begins an order, which is a draft on the server from then on.
import { useNavigate } from "@tanstack/react-router";
import { ShoppingCart } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { beginOrder } from "@/api/numberOrders";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";

export function BuyButton() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { save, busy } = useSave("numberOrders");
  const client = useRef(crypto.randomUUID());
  const begin = (): Promise<boolean> =>
    save(async () => {
      const { id } = await beginOrder(client.current);
      client.current = crypto.randomUUID();
      await navigate({ to: "/channels/numbers/orders/$orderId", params: { orderId: id } });
    });
  return (
    <Button look="primary" busy={busy} onClick={() => void begin()}>
      <ShoppingCart size={15} aria-hidden="true" />
      {t("orders.buy")}
    </Button>
  );
}
