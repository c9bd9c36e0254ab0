// What the account asks of everybody who signs in; saved together.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain, fieldErrors } from "@/api/explain";
import { type ShownSignInSettings, type SignInSettings, saveSignInSettings } from "@/api/security";
import { Card } from "@/settings/security/Card";
import { NotConfirmed } from "@/settings/security/useConfirmed";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { CheckField, FormError, SelectField, TextAreaField, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import styles from "./signin.module.css";

interface RulesProps {
  settings: ShownSignInSettings;
  confirmed: <T>(act: () => Promise<T>) => Promise<T>;
}

const idleChoices = [5, 15, 30, 60, 240, 480, 1440, 10_080, 20_160, 43_200];
const absoluteChoices = [60, 480, 720, 1440, 10_080, 20_160, 43_200, 129_600];

const bodyOf = ({ your_address: _, yours_is_openid: __, ...rest }: ShownSignInSettings) => rest;
const lines = (networks: readonly string[]): string => networks.join("\n");

export function Rules({ settings, confirmed }: RulesProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("sign-in", "factors", "security");
  const saved = bodyOf(settings);
  const [draft, setDraft] = useState<SignInSettings>(saved);
  const [networks, setNetworks] = useState(lines(saved.networks));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const next: SignInSettings = {
    ...draft,
    networks: networks.split(/[\s,]+/u).filter(Boolean),
    version: settings.version,
  };
  const changed = JSON.stringify(next) !== JSON.stringify(saved);
  const set = (part: Partial<SignInSettings>): void => setDraft({ ...draft, ...part });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setErrors({});
    setProblem(null);
    try {
      await confirmed(() => saveSignInSettings(next));
      toast("done", t("settings.saved"));
      refresh();
    } catch (error) {
      if (error instanceof NotConfirmed) return;
      const atFields = fieldErrors(error);
      setErrors(atFields);
      const stale = error instanceof ApiError && error.code === "stale";
      if (stale) setProblem(t("settings.stale"));
      else setProblem(Object.keys(atFields).length > 0 ? null : explain(error, t));
      if (stale) refresh();
    } finally {
      setBusy(false);
    }
  };

  const duration = (minutes: number): string => {
    if (minutes % 1440 === 0) return t("signin.days", { count: minutes / 1440 });
    if (minutes % 60 === 0) return t("signin.hours", { count: minutes / 60 });
    return t("signin.minutes", { count: minutes });
  };
  const options = (choices: readonly number[], present: number) =>
    [...new Set([...choices, present])]
      .sort((a, b) => a - b)
      .map((each) => (
        <option key={each} value={each}>
          {duration(each)}
        </option>
      ));

  return (
    <form className={styles.rules} onSubmit={(event) => void submit(event)} noValidate>
      <FormError>{problem}</FormError>
      <div className={styles.grid}>
        <Card title={t("signin.twoFactor")} text={t("signin.requireHint")}>
          <CheckField
            label={t("signin.require")}
            checked={draft.requires_second_factor}
            onChange={(event) => set({ requires_second_factor: event.target.checked })}
          />
        </Card>
        <Card title={t("signin.passwords")} text={t("signin.allowPasswordsHint")}>
          <CheckField
            label={t("signin.allowPasswords")}
            hint={errors.allows_passwords}
            checked={draft.allows_passwords}
            onChange={(event) => set({ allows_passwords: event.target.checked })}
          />
        </Card>
        <Card
          title={t("signin.addresses")}
          text={t("signin.networksHint", { address: settings.your_address ?? "?" })}
        >
          <TextAreaField
            label={t("signin.networks")}
            value={networks}
            error={errors.networks}
            rows={6}
            spellCheck={false}
            onChange={(event) => setNetworks(event.target.value)}
          />
        </Card>
        <div className={styles.rules}>
          <Card
            title={t("signin.shortName")}
            text={t("signin.shortNameHint", {
              url: `${window.location.origin}/desk/sign-in?account=${draft.short_name || "acme"}`,
            })}
          >
            <TextField
              label={t("signin.shortName")}
              value={draft.short_name ?? ""}
              error={errors.short_name}
              maxLength={40}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => set({ short_name: event.target.value || null })}
            />
          </Card>
          <Card title={t("signin.sessions")} text={t("signin.sessionsText")}>
            <SelectField
              label={t("signin.idle")}
              value={draft.idle_minutes}
              error={errors.idle_minutes}
              onChange={(event) => set({ idle_minutes: Number(event.target.value) })}
            >
              {options(idleChoices, saved.idle_minutes)}
            </SelectField>
            <SelectField
              label={t("signin.absolute")}
              value={draft.absolute_minutes}
              error={errors.absolute_minutes}
              onChange={(event) => set({ absolute_minutes: Number(event.target.value) })}
            >
              {options(absoluteChoices, saved.absolute_minutes)}
            </SelectField>
          </Card>
        </div>
      </div>
      {changed ? (
        <div className={styles.bar}>
          <span>{t("signin.unsaved")}</span>
          <Button
            onClick={() => {
              setDraft(saved);
              setNetworks(lines(saved.networks));
              setErrors({});
              setProblem(null);
            }}
          >
            {t("signin.undo")}
          </Button>
          <Button look="primary" type="submit" busy={busy}>
            {t("signin.save")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
