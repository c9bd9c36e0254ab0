// The requests around signing in: what this installation is, who is asking, up, in and out.
import { request } from "./client";
import type { SecondStep } from "./security";
import type { Installation, Me } from "./types";

export interface SignUpForm {
  account_name: string;
  name: string;
  email: string;
  password: string;
  token?: string;
}

const anonymous = true;

export const fetchInstallation = (): Promise<Installation> =>
  request("GET", "/api/installation", { anonymous });

/** Throws ApiError 401 when nobody is signed in. */
export const fetchMe = (): Promise<Me> => request("GET", "/api/me", { anonymous });

export const signUp = (form: SignUpForm): Promise<Me> =>
  request("POST", "/api/accounts", { body: form, anonymous });

/** Who is signed in now, or what is still asked for. `name` is a user name or an e-mail address. */
export const signIn = (name: string, password: string): Promise<Me | SecondStep> =>
  request("POST", "/api/session", { body: { name, password }, anonymous });

export const signOut = (): Promise<void> => request("DELETE", "/api/session", { anonymous });
