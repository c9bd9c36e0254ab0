// One change in the audit log, and, once opened, everything that is known of it.
import { Link } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AuditChange, AuditEntry, AuditThing } from "@/api/audit";
import shared from "@/settings/ui.module.css";
import { Button, IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { exactTime, fullTime } from "@/ui/when";
import styles from "./AuditPage.module.css";
import type { AuditSearch } from "./filters";
import { doerWords, fieldWords, kindWords, thingName, thingWords, valueWords } from "./words";

const SUMMARY = 2;

const pages = {
  user: "/account/users",
  api_key: "/account/api-keys",
  queue: "/settings/queues",
  carrier: "/channels/numbers",
  number: "/channels/numbers",
} as const;

interface AuditRowProps {
  entry: AuditEntry;
  onOnly: (search: AuditSearch) => void;
}

export function AuditRow({ entry, onOnly }: AuditRowProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  const kind = kindWords(entry.kind, t);
  return (
    <>
      <tr className={styles.row}>
        <td className={shared.number}>
          <time dateTime={entry.at} title={fullTime(entry.at)}>
            {exactTime(entry.at)}
          </time>
        </td>
        <td>{doerWords(entry, t)}</td>
        <td className={styles.what}>
          <strong>{kind}</strong>
          {entry.changes.slice(0, SUMMARY).map((each) => (
            <Summary key={each.field} change={each} />
          ))}
          {entry.about.map((each) => (
            <span key={each.id} className={styles.summary}>
              <span className={shared.quiet}>{thingWords(each.kind, t)}: </span>
              {thingName(each, t)}
            </span>
          ))}
          {entry.changes.length > SUMMARY ? (
            <span className={cx(shared.quiet, shared.small)}>
              {t("audit.moreChanges", { count: entry.changes.length - SUMMARY })}
            </span>
          ) : null}
        </td>
        <td>
          <ThingLink thing={entry.object} />
        </td>
        <td className={cx(shared.quiet, shared.mono)}>{entry.address ?? ""}</td>
        <td className={shared.end}>
          <IconButton
            label={t(open ? "audit.hideDetails" : "audit.showDetails", { kind })}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            <ChevronDown size={15} className={styles.chevron} data-open={open} aria-hidden="true" />
          </IconButton>
        </td>
      </tr>
      {open ? (
        <tr id={id} className={styles.opened}>
          <td colSpan={6}>
            <Details entry={entry} onOnly={onOnly} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Summary({ change }: { change: AuditChange }) {
  const { t } = useTranslation();
  const { field, before, after } = change;
  return (
    <span className={styles.summary}>
      <span className={shared.quiet}>{fieldWords(field, t)}: </span>
      {before ? (
        <>
          <span>{valueWords(field, before, t)}</span>
          <span aria-hidden="true"> → </span>
          <span className="visually-hidden"> {t("audit.became")} </span>
        </>
      ) : null}
      <span>{after ? valueWords(field, after, t) : t("audit.removed")}</span>
    </span>
  );
}

function Details({ entry, onOnly }: AuditRowProps) {
  const { t } = useTranslation();
  const { object, by, changes } = entry;
  return (
    <div className={styles.details}>
      <dl className={styles.facts}>
        <Fact name={t("audit.when")}>{fullTime(entry.at)}</Fact>
        <Fact name={t("audit.who")}>{doerWords(entry, t)}</Fact>
        <Fact name={t("audit.address")}>{entry.address ?? t("audit.noAddress")}</Fact>
        <Fact name={thingWords(object.kind, t)}>
          <ThingLink thing={object} />
          {object.exists ? null : ` (${t("audit.gone")})`}
        </Fact>
        {entry.about.map((each) => (
          <Fact key={each.id} name={thingWords(each.kind, t)}>
            <ThingLink thing={each} />
          </Fact>
        ))}
        <Fact name={t("audit.area")}>{t(`audit.areas.${entry.area}`)}</Fact>
        <Fact name={t("audit.entry")}>{entry.id}</Fact>
      </dl>
      {changes.length > 0 ? (
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">{t("audit.field")}</th>
              <th scope="col">{t("audit.before")}</th>
              <th scope="col">{t("audit.after")}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{fieldWords(field, t)}</th>
                <td>{before ? valueWords(field, before, t) : "–"}</td>
                <td>{after ? valueWords(field, after, t) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <div className={styles.actions}>
        <Button onClick={() => onOnly({ object: `${object.kind}:${object.id}` })}>
          {t("audit.onlyThis", { name: thingName(object, t) })}
        </Button>
        {by.user ? (
          <Button onClick={() => onOnly({ person: by.user?.id ?? "" })}>
            {t("audit.onlyBy", { name: thingName(by.user, t) })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ThingLink({ thing }: { thing: AuditThing }) {
  const { t } = useTranslation();
  const to = thing.exists ? pages[thing.kind as keyof typeof pages] : undefined;
  const name = thingName(thing, t);
  if (!to) return <span className={thing.exists ? undefined : shared.quiet}>{name}</span>;
  return (
    <Link to={to} className={styles.link}>
      {name}
    </Link>
  );
}
