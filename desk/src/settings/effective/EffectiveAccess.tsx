// Everything somebody can and cannot do: each permission, why, and the smallest change for it.
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleMinus, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PERMISSIONS, type PermissionKey, SECTIONS } from "@/access/permissions.gen";
import { type EffectiveAccess as Access, fetchAccess, type Verdict } from "@/api/effective";
import type { Id } from "@/api/types";
import { HelpLink } from "@/help/HelpLink";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { inputClass } from "@/ui/Field";
import { exactTime } from "@/ui/when";
import styles from "./EffectiveAccess.module.css";

const choices = ["held", "effective", "inactive", "unused", "all"] as const;
type Choice = (typeof choices)[number];
const UNUSED_DAYS = 90;

export function EffectiveAccess({ userId }: { userId: Id }) {
  const query = useQuery({
    queryKey: ["users", userId, "access"],
    queryFn: () => fetchAccess(userId),
  });
  return <Loaded query={query}>{(access) => <Permissions access={access} />}</Loaded>;
}

function Permissions({ access }: { access: Access }) {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const [choice, setChoice] = useState<Choice>("held");
  const wanted = q.trim().toLocaleLowerCase();
  const fitting = access.permissions.filter(
    (each) => isChosen(each, choice, access.noted_since) && words(each).includes(wanted),
  );
  const sections = SECTIONS.map(({ id, title }) => ({
    id,
    title,
    items: fitting.filter((each) => info(each).section === id),
  })).filter((each) => each.items.length > 0);
  return (
    <div className={styles.access}>
      <Summary access={access} />
      <div className={shared.bar}>
        <input
          className={cx(inputClass, styles.search)}
          aria-label={t("effective.search")}
          placeholder={t("effective.search")}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <fieldset className={styles.choices}>
          <legend className="visually-hidden">{t("effective.show")}</legend>
          {choices.map((each) => (
            <label key={each} className={styles.choice} data-chosen={each === choice || undefined}>
              <input
                type="radio"
                className="visually-hidden"
                name="effective-choice"
                checked={each === choice}
                onChange={() => setChoice(each)}
              />
              {t(`effective.${each}`)}
            </label>
          ))}
        </fieldset>
        <HelpLink topic="permissions" />
      </div>
      {sections.length === 0 ? (
        <EmptyState icon={<SearchX size={24} />} title={t("effective.noneTitle")}>
          {t("effective.noneText")}
        </EmptyState>
      ) : (
        sections.map(({ id, title, items }) => (
          <section key={id} aria-label={title}>
            <h3 className={styles.section}>{title}</h3>
            <ul className={styles.list}>
              {items.map((each) => (
                <Entry key={each.key} verdict={each} />
              ))}
            </ul>
          </section>
        ))
      )}
    </div>
  );
}

function Summary({ access }: { access: Access }) {
  const { t } = useTranslation();
  const effective = access.permissions.filter((each) => each.effective).length;
  const level = access.viewer ? "viewer" : effective === 0 ? "nothing" : "works";
  return (
    <p className={styles.summary}>
      <span className={cx(shared.chip, access.seat && shared.good)}>
        {t(access.seat ? "effective.seat" : "effective.noSeat")}
      </span>
      {access.state === "disabled" ? (
        <span className={shared.chip}>{t("effective.disabled")}</span>
      ) : null}
      <span>{t(`effective.level.${level}`, { count: effective })}</span>
    </p>
  );
}

function Entry({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  const { title, help, built } = info(verdict);
  const Icon = verdict.effective ? CircleCheck : CircleMinus;
  return (
    <li className={styles.entry} data-effective={verdict.effective || undefined}>
      <Icon size={17} aria-hidden="true" className={styles.icon} />
      <div>
        <p className={styles.title}>
          <strong>{title}</strong>
          <span className="visually-hidden">
            {t(verdict.effective ? "effective.isEffective" : "effective.isNot")}
          </span>
          <code className={styles.key}>{verdict.key}</code>
          {built ? null : <span className={shared.chip}>{t("effective.coming")}</span>}
        </p>
        <p className={shared.hint}>{help}</p>
        <p className={styles.reason}>
          {verdict.reason}
          {verdict.suggestion ? (
            <span className={styles.advice}>
              {" "}
              {t("effective.advice", { suggestion: verdict.suggestion })}
            </span>
          ) : null}
        </p>
      </div>
      <p className={cx(shared.hint, styles.used)}>
        {verdict.last_used_at
          ? t("effective.lastUsed", { time: exactTime(verdict.last_used_at) })
          : verdict.effective
            ? t("effective.neverUsed")
            : null}
      </p>
    </li>
  );
}

const info = ({ key }: Verdict) => PERMISSIONS[key as PermissionKey];

const words = (each: Verdict): string => `${info(each).title} ${each.key}`.toLocaleLowerCase();

function isChosen(verdict: Verdict, choice: Choice, notedSince: string): boolean {
  if (choice === "all") return true;
  if (choice === "effective") return verdict.effective;
  if (choice === "held") return verdict.because !== "absent";
  if (choice === "inactive") return verdict.because !== "absent" && !verdict.effective;
  const since = Date.now() - UNUSED_DAYS * 86_400_000;
  const last = Date.parse(verdict.last_used_at ?? notedSince);
  return verdict.effective && (verdict.last_used_at === null || last < since);
}
