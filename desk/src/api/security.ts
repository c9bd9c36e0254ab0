// The requests around signing in securely: second steps, passkeys, providers, and their settings.
import { request } from "./client";
import type { Id, Instant, Me, Page } from "./types";

export type Way = "code" | "recovery_code" | "passkey";

/** The first step was right; one of these is still asked for. */
export interface SecondStep {
  second_step: Way[];
}

export interface SignInWays {
  account: string | null;
  passwords: boolean;
  providers: { id: Id; label: string }[];
}

export interface Passkey {
  id: Id;
  name: string;
  synced: boolean;
  here: boolean;
  created_at: Instant;
  last_used_at: Instant | null;
}

export interface Security {
  has_password: boolean;
  codes_since: Instant | null;
  recovery_codes_left: number;
  passkeys: Passkey[];
  passkeys_work: boolean;
  required: boolean;
  must_set_up: boolean;
  confirmed_until: Instant | null;
}

export interface CodesSetup {
  setup: string;
  secret: string;
  picture: string;
}

export interface RecoveryCodes {
  recovery_codes: string[];
}

export interface SignInSettings {
  short_name: string | null;
  requires_second_factor: boolean;
  allows_passwords: boolean;
  networks: string[];
  idle_minutes: number;
  absolute_minutes: number;
  version: number;
}

export interface ShownSignInSettings extends SignInSettings {
  your_address: string | null;
  yours_is_openid: boolean;
}

export interface FactorsOfUser {
  id: Id;
  name: string;
  email: string;
  state: "enabled" | "disabled";
  codes: boolean;
  passkeys: number;
  recovery_codes: number;
}

export interface FactorsOfUsers extends Page<FactorsOfUser> {
  without: number;
  total: number;
}

/** From where somebody may come; from everywhere when there are none. */
export interface Networks {
  networks: string[];
  version: number;
}

export interface ProviderForm {
  label: string;
  issuer: string;
  client_id: string;
  /** Left out when it stays as it is. */
  client_secret?: string;
  domains: string[];
  creates_users: boolean;
  role_ids: Id[];
  enabled: boolean;
}

export interface Provider extends Omit<ProviderForm, "client_secret"> {
  id: Id;
  has_secret: boolean;
  acts_for: string;
  acts_for_enabled: boolean;
  version: number;
}

type Options = { options: PublicKeyCredentialRequestOptionsJSON };
type CreationOptions = { options: PublicKeyCredentialCreationOptionsJSON };
export type Signed = ReturnType<PublicKeyCredential["toJSON"]>;
export type StepAnswer = { code: string } | { recovery_code: string } | { passkey: Signed };

const anonymous = true;
const mine = "/api/me/security";
const part = encodeURIComponent;

export const fetchWays = (body: { account?: string; email?: string }): Promise<SignInWays> =>
  request("POST", "/api/sign-in/ways", { body, anonymous });
export const departTo = (provider_id: Id, next?: string): Promise<{ location: string }> =>
  request("POST", "/api/sign-in/openid", { body: { provider_id, next }, anonymous });

export const fetchSecondStep = (): Promise<SecondStep> =>
  request("GET", "/api/session/second-step", { anonymous });
export const finishSecondStep = (body: StepAnswer): Promise<Me> =>
  request("POST", "/api/session/second-step", { body, anonymous });
export const challengeForStep = (): Promise<Options> =>
  request("POST", "/api/session/second-step/challenge", { anonymous });
export const challengeForSignIn = (): Promise<Options> =>
  request("POST", "/api/session/passkey/challenge", { anonymous });
export const signInWithPasskey = (passkey: Signed): Promise<Me> =>
  request("POST", "/api/session/passkey", { body: { passkey }, anonymous });

export const fetchSecurity = (): Promise<Security> => request("GET", mine);
export const confirmPassword = (password: string): Promise<void> =>
  request("POST", `${mine}/confirmation`, { body: { password } });
export const challengeForConfirmation = (): Promise<Options> =>
  request("POST", `${mine}/confirmation/challenge`);
export const confirmPasskey = (passkey: Signed): Promise<void> =>
  request("POST", `${mine}/confirmation`, { body: { passkey } });
export const beginCodes = (): Promise<CodesSetup> => request("POST", `${mine}/codes/setup`);
export const finishCodes = (setup: string, code: string): Promise<RecoveryCodes> =>
  request("POST", `${mine}/codes`, { body: { setup, code } });
export const removeCodes = (): Promise<void> => request("DELETE", `${mine}/codes`);
export const makeRecoveryCodes = (): Promise<RecoveryCodes> =>
  request("POST", `${mine}/recovery-codes`);
export const challengeForNewPasskey = (): Promise<CreationOptions> =>
  request("POST", `${mine}/passkeys/challenge`);
export const addPasskey = (name: string, passkey: Signed): Promise<RecoveryCodes> =>
  request("POST", `${mine}/passkeys`, { body: { name, passkey } });
export const removePasskey = (id: Id): Promise<void> =>
  request("DELETE", `${mine}/passkeys/${part(id)}`);

export const fetchSignInSettings = (): Promise<ShownSignInSettings> =>
  request("GET", "/api/sign-in-settings");
export const saveSignInSettings = (body: SignInSettings): Promise<ShownSignInSettings> =>
  request("PUT", "/api/sign-in-settings", { body });
export const fetchFactors = (without: boolean, cursor: string | null): Promise<FactorsOfUsers> => {
  const query = new URLSearchParams({ without: String(without) });
  if (cursor) query.set("cursor", cursor);
  return request("GET", `/api/sign-in-settings/second-factors?${query}`);
};
export const resetFactors = (id: Id): Promise<void> =>
  request("DELETE", `/api/users/${part(id)}/second-factor`);
export const fetchNetworks = (id: Id): Promise<Networks> =>
  request("GET", `/api/users/${part(id)}/networks`);
export const saveNetworks = (id: Id, body: Networks): Promise<Networks> =>
  request("PUT", `/api/users/${part(id)}/networks`, { body });
export const fetchProviders = (): Promise<{ items: Provider[]; redirect_uri: string }> =>
  request("GET", "/api/openid-providers");
export const createProvider = (body: ProviderForm): Promise<Provider> =>
  request("POST", "/api/openid-providers", { body });
export const saveProvider = (id: Id, body: ProviderForm & { version: number }): Promise<Provider> =>
  request("PUT", `/api/openid-providers/${part(id)}`, { body });
export const removeProvider = (id: Id): Promise<void> =>
  request("DELETE", `/api/openid-providers/${part(id)}`);
