// What is shown when the desk cannot start or a page breaks.
import { Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";

export function Crash({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <main style={{ blockSize: "100%" }}>
      <EmptyState
        wholePage
        icon={<Unplug size={24} />}
        title={t("errors.crashTitle")}
        action={
          <Button look="primary" onClick={() => window.location.reload()}>
            {t("errors.reload")}
          </Button>
        }
      >
        {error instanceof ApiError ? explain(error, t) : t("errors.crashText")}
      </EmptyState>
    </main>
  );
}
