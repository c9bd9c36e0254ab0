// Name, language, time zone and phone of a user; says when somebody else was quicker.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { ApiError } from "@/api/client";
import type { User } from "@/api/types";
import type { Details } from "@/api/users";
import { Button } from "@/ui/Button";
import { FormError, SelectField, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { languages, timeZones } from "./places";
import styles from "./Users.module.css";

interface DetailsFormProps {
  title: string;
  user: User;
  /** Fetches the user as he is now. */
  refetch: () => Promise<User>;
  save: (details: Details) => Promise<unknown>;
  saved: string;
}

export function DetailsForm({ title, user, refetch, save, saved }: DetailsFormProps) {
  const { t } = useTranslation();
  const [version, setVersion] = useState(user.details_version);
  const [theirs, setTheirs] = useState<User | null>(null);
  const { form, field, busy, problem, onSubmit } = useForm(
    {
      name: user.name,
      language: user.language ?? "",
      time_zone: user.time_zone ?? "",
      phone: user.phone ?? "",
    },
    { name: requiredProblem },
    async (values) => {
      try {
        await save({
          name: values.name.trim(),
          language: values.language || null,
          time_zone: values.time_zone || null,
          phone: values.phone.trim() || null,
          details_version: version,
        });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "stale") throw error;
        const now = await refetch();
        setTheirs(now);
        setVersion(now.details_version);
        return;
      }
      setTheirs(null);
      setVersion((await refetch()).details_version);
      toast("done", saved);
    },
  );
  return (
    <form ref={form} className={styles.card} onSubmit={onSubmit} noValidate>
      <h3>{title}</h3>
      <FormError>{problem}</FormError>
      {theirs ? <Theirs user={theirs} /> : null}
      <TextField {...field("name")} label={t("users.name")} maxLength={255} autoComplete="off" />
      <div className={styles.fixed}>
        <SelectField {...field("language")} label={t("profile.language")}>
          <option value="">{t("profile.languageNone")}</option>
          {languages(user.language).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField {...field("time_zone")} label={t("profile.timeZone")}>
          <option value="">{t("profile.timeZoneNone")}</option>
          {timeZones(user.time_zone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField {...field("phone")} label={t("profile.phone")} type="tel" autoComplete="off" />
      <div>
        <Button look="primary" type="submit" busy={busy}>
          {t(theirs ? "profile.keepMine" : "profile.save")}
        </Button>
      </div>
    </form>
  );
}

function Theirs({ user }: { user: User }) {
  const { t } = useTranslation();
  const none = t("profile.nothing");
  return (
    <div className={styles.stale} role="alert">
      <strong>{t("profile.staleTitle")}</strong>
      <p>
        {t("profile.staleNow")} {user.name} · {user.language ?? none} · {user.time_zone ?? none} ·{" "}
        {user.phone ?? none}
      </p>
    </div>
  );
}
