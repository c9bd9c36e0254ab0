// The audit log: who changed what, when and from where; filters live in the address.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, FileClock, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { auditExport, fetchAudit, fetchAuditAbout } from "@/api/audit";
import { MoreButton } from "@/settings/MoreButton";
import { Loaded, Section, TableFrame } from "@/settings/Section";
import { Button, buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { AuditFilters } from "./AuditFilters";
import styles from "./AuditPage.module.css";
import { AuditRow } from "./AuditRow";
import { AuditState } from "./AuditState";
import { type AuditSearch, auditQuery, isFiltered, validateAuditSearch } from "./filters";

export function AuditPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = validateAuditSearch(useSearch({ strict: false }));
  const query = auditQuery(search);
  const show = (wanted: AuditSearch): void =>
    void navigate({ to: "/account/audit", search: validateAuditSearch({ ...wanted }) });
  const about = useQuery({ queryKey: ["audit-about"], queryFn: fetchAuditAbout });
  const entries = useInfiniteQuery({
    queryKey: ["audit", query.toString()],
    queryFn: ({ pageParam }) => fetchAudit(query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  return (
    <Section
      help="account"
      title={t("settings.audit")}
      text={t("audit.text")}
      action={
        entries.data ? (
          <a className={buttonClass()} href={auditExport(query)} download>
            <Download size={15} aria-hidden="true" />
            {t("audit.export")}
          </a>
        ) : null
      }
    >
      {about.data ? (
        <>
          <AuditState about={about.data} />
          <AuditFilters about={about.data} search={search} onChange={show} />
        </>
      ) : null}
      <Loaded query={entries}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.items);
          if (rows.length === 0) {
            return (
              <EmptyState
                icon={isFiltered(search) ? <SearchX size={24} /> : <FileClock size={24} />}
                title={t(isFiltered(search) ? "audit.noneFound" : "audit.none")}
                action={
                  isFiltered(search) ? (
                    <Button onClick={() => show({})}>{t("audit.clear")}</Button>
                  ) : null
                }
              >
                {t(isFiltered(search) ? "audit.noneFoundText" : "audit.noneText")}
              </EmptyState>
            );
          }
          return (
            <div className={styles.list} data-waiting={entries.isPlaceholderData || undefined}>
              <TableFrame>
                <thead>
                  <tr>
                    <th scope="col">{t("audit.when")}</th>
                    <th scope="col">{t("audit.who")}</th>
                    <th scope="col">{t("audit.what")}</th>
                    <th scope="col">{t("audit.object")}</th>
                    <th scope="col">{t("audit.address")}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t("audit.details")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((each) => (
                    <AuditRow
                      key={each.id}
                      entry={each}
                      onOnly={(only) => show({ ...search, ...only })}
                    />
                  ))}
                </tbody>
              </TableFrame>
            </div>
          );
        }}
      </Loaded>
      <MoreButton query={entries} />
    </Section>
  );
}
