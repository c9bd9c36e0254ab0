// What a number can do, as chips.
import { useTranslation } from "react-i18next";
import type { Capability } from "@/api/numberOrders";
import shared from "@/settings/ui.module.css";

export function Capabilities({ of }: { of: readonly Capability[] }) {
  const { t } = useTranslation();
  return (
    <span className={shared.chips}>
      {of.map((each) => (
        <span key={each} className={shared.chip}>
          {t(`orders.${each}`)}
        </span>
      ))}
    </span>
  );
}
