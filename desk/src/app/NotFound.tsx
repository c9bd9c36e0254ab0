// An address that leads nowhere.
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main style={{ blockSize: "100%" }}>
      <EmptyState
        wholePage
        icon={<Compass size={24} />}
        title={t("errors.notFoundTitle")}
        action={<Link to="/work">{t("errors.toMyWork")}</Link>}
      >
        {t("errors.notFoundText")}
      </EmptyState>
    </main>
  );
}
