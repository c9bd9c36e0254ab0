// The requests around signing in securely: second steps, passkeys, providers, and their settings.
import { request } from "./client";
import type { components } from "./schema";
import type { Id, Me } from "./types";

type Schemas = components["schemas"];

export type SecondStep = Schemas["SecondStep"];
export type Way = SecondStep["second_step"][number];
export type SignInWays = Schemas["Ways"];

export type Security = Schemas["Security"];
export type Passkey = Schemas["ShownPasskey"];
export type CodesSetup = Schemas["ShownCodesSetup"];
export type RecoveryCodes = Schemas["RecoveryCodes"];

export type ShownSignInSettings = Schemas["ShownSignInSettings"];
export type SignInSettings = Required<Schemas["SettingsInput"]>;
/** From where one user may come. */
export type Networks = Schemas["ShownNetworks"];
export type FactorsOfUser = Schemas["FactorsOfUser"];
export type FactorsOfUsers = Schemas["FactorsOfUsers"];

export type Provider = Schemas["ShownProvider"];
type ProviderInput = Schemas["ProviderInput"];
/** The secret is left out when it stays as it is. */
export type ProviderForm = Required<Omit<ProviderInput, "client_secret">> &
  Pick<ProviderInput, "client_secret">;

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
