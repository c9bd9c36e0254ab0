// How people of the account sign in: the second step, providers, addresses, sessions.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fetchSignInSettings } from "@/api/security";
import { Loaded, Section } from "@/settings/Section";
import { useConfirmed } from "@/settings/security/useConfirmed";
import { FactorsOfPeople } from "./FactorsOfPeople";
import { Providers } from "./Providers";
import { Rules } from "./Rules";

export function SignInSettingsPage() {
  const { t } = useTranslation();
  const settings = useQuery({ queryKey: ["sign-in"], queryFn: fetchSignInSettings });
  const { confirmed, run, dialog } = useConfirmed();
  return (
    <Section help="account" title={t("settings.signin")} text={t("signin.text")}>
      <Loaded query={settings}>
        {(found) => <Rules key={found.version} settings={found} confirmed={confirmed} />}
      </Loaded>
      <Providers confirmed={confirmed} run={run} />
      <FactorsOfPeople />
      {dialog}
    </Section>
  );
}
