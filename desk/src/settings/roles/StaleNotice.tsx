// Says what somebody else made of the role meanwhile; one's own changes stay on top of it.
import { GitMerge } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/Button";
import type { Other } from "./draft";
import { Notice } from "./Notice";
import { inWords } from "./titles";

interface StaleNoticeProps {
  other: Other;
  titles: ReadonlyMap<string, string>;
  onDrop: () => void;
}

export function StaleNotice({ other, titles, onDrop }: StaleNoticeProps) {
  const { t } = useTranslation();
  const { name, isDescribed, added, removed } = other;
  const isOnlyUsers = !name && !isDescribed && added.length + removed.length === 0;
  return (
    <Notice
      icon={<GitMerge size={17} aria-hidden="true" />}
      title={t("roles.staleTitle")}
      action={
        <Button size="s" onClick={onDrop}>
          {t("roles.dropMine")}
        </Button>
      }
    >
      {name ? <p>{t("roles.staleName", { name })}</p> : null}
      {isDescribed ? <p>{t("roles.staleDescription")}</p> : null}
      {added.length > 0 ? <p>{t("roles.staleAdded", { titles: inWords(added, titles) })}</p> : null}
      {removed.length > 0 ? (
        <p>{t("roles.staleRemoved", { titles: inWords(removed, titles) })}</p>
      ) : null}
      {isOnlyUsers ? <p>{t("roles.staleUsers")}</p> : null}
      <p>{t("roles.staleKept")}</p>
    </Notice>
  );
}
