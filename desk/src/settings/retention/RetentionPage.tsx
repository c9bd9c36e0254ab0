// For how long the account keeps what: a number of days for each kind, or for ever.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explain, fieldErrors } from "@/api/explain";
import {
  type Days,
  fetchRetention,
  kinds,
  previewRetention,
  type Retention,
  type RetentionKind,
  type RetentionPreview,
} from "@/api/retention";
import { Loaded, Section } from "@/settings/Section";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/Field";
import { ConfirmRule } from "./ConfirmRule";
import { KindRow } from "./KindRow";
import styles from "./retention.module.css";
import { WholeAccount } from "./WholeAccount";

const SLOW_MS = 60_000;
const SOON_MS = 3000;

export function RetentionPage() {
  const { t } = useTranslation();
  const retention = useQuery({
    queryKey: ["retention"],
    queryFn: fetchRetention,
    refetchInterval: ({ state }) =>
      state.data?.runs.some(({ ended_at }) => ended_at === null) ? SOON_MS : SLOW_MS,
  });
  return (
    <Section title={t("settings.retention")} text={t("retention.text")} help="personal-data">
      <Loaded query={retention}>
        {(data) => <RuleForm key={data.version} retention={data} />}
      </Loaded>
      <WholeAccount />
    </Section>
  );
}

type Typed = Record<RetentionKind, string>;

const typedOf = (retention: Retention): Typed =>
  Object.fromEntries(
    kinds.map((kind) => [kind, retention[`${kind}_days`]?.toString() ?? ""]),
  ) as Typed;

const daysOf = (typed: Typed): Days =>
  Object.fromEntries(
    kinds.map((kind) => [`${kind}_days`, typed[kind] === "" ? null : Number(typed[kind])]),
  ) as Days;

function RuleForm({ retention }: { retention: Retention }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => typedOf(retention));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ days: Days; preview: RetentionPreview } | null>(null);
  const [busy, setBusy] = useState(false);
  const isSame = kinds.every((kind) => typed[kind] === typedOf(retention)[kind]);
  const ask = async (): Promise<void> => {
    setBusy(true);
    setErrors({});
    setProblem(null);
    const days = daysOf(typed);
    try {
      setAsked({ days, preview: await previewRetention(days) });
    } catch (error) {
      const fields = fieldErrors(error);
      setErrors(fields);
      setProblem(Object.keys(fields).length > 0 ? null : explain(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <FormError>{problem}</FormError>
      <ul className={styles.kinds}>
        {kinds.map((kind) => (
          <KindRow
            key={kind}
            kind={kind}
            typed={typed[kind]}
            least={retention.least[kind] ?? 1}
            run={retention.runs.find((each) => each.kind === kind)}
            error={errors[`${kind}_days`]}
            onChange={(value) => setTyped({ ...typed, [kind]: value })}
          />
        ))}
      </ul>
      <div className={styles.foot}>
        <p className={styles.hint}>{t("retention.holds")}</p>
        <Button look="primary" type="submit" busy={busy} disabled={isSame}>
          {t("retention.look")}
        </Button>
      </div>
      {asked ? (
        <ConfirmRule
          days={asked.days}
          preview={asked.preview}
          version={retention.version}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </form>
  );
}
