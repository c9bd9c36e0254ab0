// The button under a list that fetches its next page, as long as there is one.
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/Button";

interface MoreButtonProps {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
}

export function MoreButton({ query }: MoreButtonProps) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <div>
      <Button size="s" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t("ui.more")}
      </Button>
    </div>
  );
}
