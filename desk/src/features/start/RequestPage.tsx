// Asking whoever runs Hubbub for a demo, a plan or an answer; no account is needed.
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { emailProblem, type FieldProblem, requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { askOperator, fetchPlans } from "@/api/plans";
import { Button } from "@/ui/Button";
import { FormError, SelectField, TextAreaField, TextField } from "@/ui/Field";
import { PublicLayout } from "./PublicLayout";
import styles from "./Start.module.css";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
const timeFields = ["time1", "time2", "time3"] as const;

const later = (time: string): FieldProblem | undefined =>
  time && Date.parse(time) <= Date.now() ? "timePast" : undefined;

export function DemoPage() {
  return <RequestPage kind="demo" plan="" />;
}

export function ContactPage() {
  const { plan } = useSearch({ from: "/start/contact" });
  return <RequestPage kind="contact" plan={plan ?? ""} />;
}

function RequestPage({ kind, plan }: { kind: "demo" | "contact"; plan: string }) {
  const { t } = useTranslation();
  const [sentTo, setSentTo] = useState("");
  const title = kind === "demo" ? "start.demoTitle" : "start.contactTitle";
  if (sentTo) {
    return (
      <PublicLayout
        narrow
        title={t("start.sentTitle")}
        text={t("start.sentText", { email: sentTo })}
      >
        <p className={styles.hint} role="status">
          <Link to="/start">{t("start.back")}</Link>
        </p>
      </PublicLayout>
    );
  }
  return (
    <PublicLayout narrow title={t(title)} text={t(`start.${kind}Text`)}>
      <RequestForm kind={kind} plan={plan} onSent={setSentTo} />
      <p className={styles.hint}>
        <Link to="/start">{t("start.back")}</Link>
      </p>
    </PublicLayout>
  );
}

interface RequestFormProps {
  kind: "demo" | "contact";
  plan: string;
  onSent: (email: string) => void;
}

function RequestForm({ kind, plan, onSent }: RequestFormProps) {
  const { t } = useTranslation();
  const trap = useRef<HTMLInputElement>(null);
  const isDemo = kind === "demo";
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: "", email: "", organisation: "", plan, time1: "", time2: "", time3: "", note: "" },
    {
      name: requiredProblem,
      email: emailProblem,
      ...(isDemo
        ? { time1: (time) => requiredProblem(time) ?? later(time), time2: later, time3: later }
        : { note: (note, all) => (all.plan ? undefined : requiredProblem(note)) }),
    },
    async ({ time1, time2, time3, plan: wanted, ...rest }) => {
      const times = [time1, time2, time3].filter(Boolean);
      const email = rest.email.trim();
      await askOperator({
        ...rest,
        kind,
        email,
        plan: wanted || null,
        times: isDemo ? times.map((each) => new Date(each).toISOString()) : [],
        time_zone: zone,
        website: trap.current?.value ?? "",
      });
      onSent(email);
    },
  );
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <FormError>{problem}</FormError>
      <TextField {...field("name")} label={t("start.name")} autoComplete="name" maxLength={255} />
      <TextField
        {...field("email")}
        label={t("start.email")}
        hint={t("start.emailHint")}
        type="email"
        autoComplete="email"
      />
      <TextField
        {...field("organisation")}
        label={t("start.organisation")}
        hint={t("start.optional")}
        autoComplete="organization"
        maxLength={255}
      />
      {isDemo
        ? timeFields.map((name, index) => (
            <TextField
              {...field(name)}
              key={name}
              type="datetime-local"
              label={t("start.time", { number: index + 1 })}
              hint={index === 0 ? t("start.timesHint", { zone }) : t("start.optional")}
            />
          ))
        : null}
      {isDemo ? null : <PlanChoice field={field("plan")} />}
      <TextAreaField {...field("note")} label={t("start.note")} rows={4} maxLength={2000} />
      <div className={styles.trap} aria-hidden="true">
        <label>
          {t("start.website")}
          <input ref={trap} name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <Button look="primary" size="l" type="submit" busy={busy}>
        {t("start.send")}
      </Button>
    </form>
  );
}

interface PlanChoiceProps {
  field: {
    name: string;
    value: string;
    error: string | undefined;
    onChange: (event: { target: { value: string } }) => void;
  };
}

function PlanChoice({ field }: PlanChoiceProps) {
  const { t } = useTranslation();
  const plans = useQuery({ queryKey: ["plans"], queryFn: fetchPlans });
  return (
    <SelectField {...field} label={t("start.plan")}>
      <option value="">{t("start.anyPlan")}</option>
      {plans.data?.items.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
