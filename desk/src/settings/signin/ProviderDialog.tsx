// Adding or changing a provider of OpenID Connect.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { may, permissions, useMe } from "@/access/session";
import { createProvider, type Provider, type ProviderForm, saveProvider } from "@/api/security";
import { fetchRoles } from "@/api/settings";
import type { Id } from "@/api/types";
import { NotConfirmed } from "@/settings/security/useConfirmed";
import shared from "@/settings/ui.module.css";
import { RoleChoices } from "@/settings/users/RoleChoices";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { CopyLine } from "@/ui/CopyLine";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { CheckField, FormError, TextField } from "@/ui/Field";

interface ProviderDialogProps {
  provider: Provider | null;
  redirectUri: string;
  confirmed: <T>(act: () => Promise<T>) => Promise<T>;
  onClose: () => void;
}

const checks = { label: requiredProblem, issuer: requiredProblem, client_id: requiredProblem };

export function ProviderDialog({ provider, redirectUri, confirmed, onClose }: ProviderDialogProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { refresh } = useSave("providers");
  const [creates, setCreates] = useState(provider?.creates_users ?? false);
  const [enabled, setEnabled] = useState(provider?.enabled ?? true);
  const [roleIds, setRoleIds] = useState<Id[]>(provider?.role_ids ?? []);
  const seesRoles = may(me, permissions.roles);
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchRoles, enabled: seesRoles });
  const { form, field, busy, problem, onSubmit } = useForm(
    {
      label: provider?.label ?? "",
      issuer: provider?.issuer ?? "",
      client_id: provider?.client_id ?? "",
      client_secret: "",
      domains: provider?.domains.join(", ") ?? "",
    },
    checks,
    async ({ client_secret, domains, ...text }) => {
      const body: ProviderForm = {
        ...text,
        ...(client_secret ? { client_secret } : {}),
        domains: domains.split(/[\s,]+/u).filter(Boolean),
        creates_users: creates,
        role_ids: creates ? roleIds : [],
        enabled,
      };
      try {
        await confirmed(() =>
          provider
            ? saveProvider(provider.id, { ...body, version: provider.version })
            : createProvider(body),
        );
      } catch (error) {
        if (error instanceof NotConfirmed) return;
        throw error;
      }
      refresh();
      onClose();
    },
  );
  const plain = { autoComplete: "off", spellCheck: false };
  return (
    <Dialog
      title={t(provider ? "signin.editProvider" : "signin.newProvider")}
      open
      onClose={onClose}
    >
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {t(provider ? "ui.save" : "signin.addProvider")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <div>
            <p className={shared.legend}>{t("signin.redirect")}</p>
            <CopyLine text={redirectUri} label={t("signin.copyRedirect")} />
            <p className={shared.hint}>{t("signin.redirectHint")}</p>
          </div>
          <TextField
            {...field("label")}
            {...plain}
            label={t("signin.label")}
            hint={t("signin.labelHint")}
            maxLength={60}
            autoFocus
          />
          <TextField
            {...field("issuer")}
            {...plain}
            label={t("signin.issuer")}
            hint={t(provider ? "signin.issuerStays" : "signin.issuerHint")}
            type="url"
            readOnly={provider !== null}
            placeholder="https://login.example.com"
          />
          <div className={shared.pair}>
            <TextField {...field("client_id")} {...plain} label={t("signin.clientId")} />
            <TextField
              {...field("client_secret")}
              {...plain}
              label={t("signin.clientSecret")}
              hint={t(provider?.has_secret ? "signin.keepSecret" : "signin.secretHint")}
              type="password"
              autoComplete="new-password"
            />
          </div>
          <TextField
            {...field("domains")}
            {...plain}
            label={t("signin.domains")}
            hint={t("signin.domainsHint")}
            placeholder="example.com"
          />
          <CheckField
            label={t("signin.createsUsers")}
            hint={t("signin.createsUsersHint")}
            checked={creates}
            onChange={(event) => setCreates(event.target.checked)}
          />
          {creates && roles.data ? (
            <RoleChoices roles={roles.data.items} chosen={roleIds} onChange={setRoleIds} />
          ) : null}
          <CheckField
            label={t("signin.enabled")}
            checked={enabled}
            onChange={(event) => setEnabled(event.target.checked)}
          />
        </DialogBody>
      </form>
    </Dialog>
  );
}
