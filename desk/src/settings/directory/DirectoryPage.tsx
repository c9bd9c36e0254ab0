// What a company's directory needs to come here, and how the connection with it goes.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FolderSync } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Directory, fetchDirectory } from "@/api/directory";
import { Loaded, Section } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { CopyLine } from "@/ui/CopyLine";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { exactTime } from "@/ui/when";
import styles from "./DirectoryPage.module.css";
import { Failures } from "./Failures";

export function DirectoryPage() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["directory"],
    queryFn: fetchDirectory,
    refetchInterval: 15_000,
    staleTime: 0,
  });
  return (
    <Section help="directory" title={t("settings.directory")} text={t("directory.text")}>
      <Loaded query={query}>
        {(directory) => (
          <div className={styles.parts}>
            <section className={cx(shared.card, styles.card)}>
              <h3>{t("directory.address")}</h3>
              <CopyLine text={directory.address} label={t("directory.copyAddress")} />
              <p className={shared.hint}>{t("directory.addressHint")}</p>
              <h3>{t("directory.key")}</h3>
              <p className={shared.hint}>
                {t("directory.keyHint")} <Link to="/account/api-keys">{t("directory.toKeys")}</Link>
              </p>
            </section>
            <State directory={directory} />
            {directory.last_request ? <Failures failures={directory.failures} /> : null}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function State({ directory }: { directory: Directory }) {
  const { t } = useTranslation();
  const last = directory.last_request;
  if (!last) {
    return (
      <div className={shared.card}>
        <EmptyState icon={<FolderSync size={24} />} title={t("directory.none")}>
          {t("directory.noneText")}
        </EmptyState>
      </div>
    );
  }
  const key = last.key ? (last.key.name ?? t("directory.revoked")) : t("directory.session");
  const facts = [
    [t("directory.last"), exactTime(last.at)],
    [t("directory.request"), last.request],
    [t("directory.answered"), String(last.status)],
    [t("directory.by"), key],
    [t("directory.users"), directory.users.toLocaleString()],
    [t("directory.groups"), directory.groups.toLocaleString()],
  ] as const;
  return (
    <section className={cx(shared.card, styles.card)} aria-label={t("directory.state")}>
      <h3>{t("directory.state")}</h3>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
