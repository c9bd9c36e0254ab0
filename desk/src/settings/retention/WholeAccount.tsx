// Taking the whole account along as one file, for whom nothing in it is closed.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import {
  type AccountExports,
  beginAccountExport,
  fetchAccountExport,
  fetchAccountExports,
} from "@/api/retention";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { dateOf, exactTime } from "@/ui/when";
import styles from "./retention.module.css";

const SOON_MS = 1000;

export function WholeAccount() {
  const { t } = useTranslation();
  const me = useMe();
  const allowed = permissions.wholeAccount.every((each) => may(me, [each]));
  const found = useQuery({
    queryKey: ["account-exports"],
    queryFn: fetchAccountExports,
    enabled: allowed,
    refetchInterval: ({ state }) =>
      state.data?.items.some((each) => each.state === "waiting") ? SOON_MS : false,
  });
  if (!allowed) return null;
  return (
    <section className={styles.whole} aria-labelledby="whole-account">
      <div>
        <h3 id="whole-account">{t("retention.whole")}</h3>
        <p className={styles.hint}>{t("retention.wholeText")}</p>
      </div>
      <Loaded query={found}>{({ items }) => <Files items={items} />}</Loaded>
    </section>
  );
}

function Files({ items }: AccountExports) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { save, busy } = useSave();
  const underWay = items.find(({ state }) => state === "waiting");
  const begin = async (): Promise<void> => {
    queries.setQueryData(["account-exports"], await beginAccountExport());
  };
  return (
    <>
      {items.map((each) =>
        each.state === "failed" ? (
          <p key={each.id} className={styles.hint}>
            {t("privacy.failed", { at: exactTime(each.created_at), why: each.error ?? "" })}
          </p>
        ) : each.expires_at ? (
          <p key={each.id} className={shared.bar}>
            {t("privacy.made", { at: exactTime(each.created_at), until: dateOf(each.expires_at) })}
            {each.is_mine ? (
              <Button size="s" onClick={() => void save(() => fetchAccountExport(each.id))}>
                <Download size={14} aria-hidden="true" />
                {t("privacy.download")}
              </Button>
            ) : (
              <span className={styles.hint}>{t("privacy.notMine")}</span>
            )}
          </p>
        ) : null,
      )}
      {underWay ? (
        <div role="status">
          <p className={styles.hint}>{t("privacy.making")}</p>
          <progress
            value={underWay.progress}
            max={Math.max(1, underWay.total ?? 1)}
            aria-label={t("privacy.making")}
          />
        </div>
      ) : (
        <div>
          <Button busy={busy} onClick={() => void save(begin)}>
            {t("privacy.make")}
          </Button>
        </div>
      )}
    </>
  );
}
