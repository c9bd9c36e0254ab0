// Why a page stays shut: the permission it needs, and who can grant it.
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ApiError } from "@/api/client";
import { EmptyState } from "@/ui/EmptyState";

export function NoPermission({ error }: { error: ApiError | null }) {
  const { t } = useTranslation();
  const missing = error?.missing;
  const names = new Intl.ListFormat(undefined, { type: "disjunction" }).format(
    (error?.grantedBy ?? []).map((each) => each.name),
  );
  return (
    <EmptyState icon={<Lock size={24} />} title={t("errors.noPermissionTitle")}>
      <p>
        {missing
          ? t("errors.noPermissionText", { title: missing.title, key: missing.key })
          : t("errors.noPermissionPlain")}
      </p>
      <p>{names ? t("errors.grantedBy", { names }) : t("errors.askAdmin")}</p>
    </EmptyState>
  );
}
