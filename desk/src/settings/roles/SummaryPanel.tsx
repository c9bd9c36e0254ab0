// At the side, while one edits: what the role can do, how it differs, and what saving would do.
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import type { ListedRole, WhatIf } from "@/api/roles";
import type { Catalogue } from "@/api/types";
import { Spinner } from "@/ui/Spinner";
import { accessLevel, compare, needsSeat } from "./capability";
import { changesKeys, type Draft } from "./draft";
import { Effects, Keys, Names } from "./Effects";
import styles from "./Summary.module.css";
import { inWords } from "./titles";
import type { Answered } from "./useWhatIf";

interface SummaryProps {
  draft: Draft;
  keys: ReadonlySet<string>;
  source: ListedRole | null;
  catalogue: Catalogue;
  titles: ReadonlyMap<string, string>;
  holders: number;
  whatIf: Answered;
  onShowUsers: () => void;
}

export function SummaryPanel(props: SummaryProps) {
  const { keys, source, catalogue, titles } = props;
  const { t } = useTranslation();
  const seat = catalogue.items.some((each) => keys.has(each.key) && needsSeat(each));
  const level = accessLevel(keys);
  const text =
    level === "none" && keys.size > 0 ? t("roles.levelAdds") : t(`roles.levelText.${level}`);
  return (
    <aside className={styles.side} aria-label={t("roles.summary")}>
      <div className={styles.panel}>
        <section>
          <h3 className={styles.title}>{t("roles.summary")}</h3>
          <dl className={styles.facts}>
            <div>
              <dt>{t("roles.needsSeat")}</dt>
              <dd>{t(seat ? "roles.yes" : "roles.no")}</dd>
            </div>
            <div>
              <dt>{t("roles.accessLevel")}</dt>
              <dd>{text}</dd>
            </div>
          </dl>
        </section>
        {source ? <Compared keys={keys} source={source} titles={titles} /> : null}
        <section aria-live="polite">
          <h3 className={styles.title}>
            {t("roles.whatIf")} {props.whatIf.isAsking ? <Spinner /> : null}
          </h3>
          <Outcome {...props} />
        </section>
      </div>
    </aside>
  );
}

function Compared({
  keys,
  source,
  titles,
}: Pick<SummaryProps, "keys" | "titles"> & { source: ListedRole }) {
  const { t } = useTranslation();
  const { added, removed } = compare(keys, source.permissions);
  return (
    <section>
      <h3 className={styles.title}>{t("roles.compared", { name: source.name })}</h3>
      {added.length + removed.length === 0 ? (
        <p className={styles.quiet}>{t("roles.same")}</p>
      ) : (
        <>
          <Keys keys={added} titles={titles} sign="+" label={t("roles.added")} />
          <Keys keys={removed} titles={titles} sign="−" label={t("roles.removed")} />
        </>
      )}
    </section>
  );
}

function Outcome({ draft, holders, whatIf, titles }: SummaryProps) {
  const { t } = useTranslation();
  if (whatIf.error) return <p className={styles.warning}>{explain(whatIf.error, t)}</p>;
  if (!whatIf.answer) {
    const isNobody = holders === 0 && draft.add.length === 0;
    const words = changesKeys(draft) && isNobody ? "whatIfNobody" : "whatIfNothing";
    return (
      <p className={styles.quiet}>
        {t(whatIf.isAsking ? "roles.whatIfAsking" : `roles.${isNobody ? "whatIfNobody" : words}`)}
      </p>
    );
  }
  const { answer } = whatIf;
  return (
    <div className={styles.outcome}>
      {answer.changed === 0 ? (
        <p className={styles.quiet}>{t("roles.whatIfNoEffect", { count: answer.touched })}</p>
      ) : (
        <Effects answer={answer} titles={titles} />
      )}
      <Warnings answer={answer} titles={titles} />
    </div>
  );
}

function Warnings({ answer, titles }: { answer: WhatIf; titles: SummaryProps["titles"] }) {
  const { t } = useTranslation();
  return (
    <>
      {answer.beyond.length > 0 ? (
        <Warning>{t("roles.beyond", { titles: inWords(answer.beyond, titles) })}</Warning>
      ) : null}
      {answer.needs_seat > 0 ? (
        <Warning>
          <NeedSeat answer={answer} />
        </Warning>
      ) : null}
      {answer.restored.map((each) => (
        <Warning key={`${each.copy.name}|${each.by.name}`}>
          <strong>{t("roles.restoredTitle", { copy: each.copy.name })}</strong>{" "}
          {t("roles.restored", {
            count: each.count,
            by: each.by.name,
            titles: inWords(each.permissions, titles),
          })}
        </Warning>
      ))}
      {answer.disabled > 0 ? (
        <p className={styles.quiet}>{t("roles.disabledUsers", { count: answer.disabled })}</p>
      ) : null}
    </>
  );
}

function NeedSeat({ answer }: { answer: WhatIf }) {
  const { t } = useTranslation();
  const count = answer.needs_seat;
  // The names are set beside the sentence, as a list cannot stand inside a translated text.
  return (
    <>
      <strong>
        <Names users={answer.needs_seat_users} count={count} />
      </strong>
      {": "}
      {t("roles.needSeat", { count })}
    </>
  );
}

function Warning({ children }: { children: React.ReactNode }) {
  return (
    <p className={styles.warning}>
      <TriangleAlert size={14} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
