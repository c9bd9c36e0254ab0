// What forms ask for, checked before anything is sent.

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** Characters as people count them, as the server does: code points. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Each is a sentence of the language files, under `forms`. */
export type FieldProblem =
  | "required"
  | "emailInvalid"
  | "passwordShort"
  | "passwordLong"
  | "usernameInvalid"
  | "numberInvalid"
  | "badNumber"
  | "seatsInvalid"
  | "timePast"
  | "senderInvalid";

export function emailProblem(email: string): FieldProblem | undefined {
  if (!email.trim()) return "required";
  return /^[^\s@]+@[^\s@]+$/u.test(email.trim()) ? undefined : "emailInvalid";
}

export function newPasswordProblem(password: string): FieldProblem | undefined {
  if (!password) return "required";
  if (lengthOf(password) < PASSWORD_MIN) return "passwordShort";
  return lengthOf(password) > PASSWORD_MAX ? "passwordLong" : undefined;
}

/** A hint while writing; the server knows the passwords that everybody uses. */
export function strengthOf(password: string): "weak" | "fair" | "strong" {
  const plain = password.toLowerCase();
  const repeats = /^(.{1,6})\1+$/u.test(plain);
  if (new Set(plain).size < 6 || repeats) return "weak";
  return lengthOf(password) >= 18 && new Set(plain).size >= 9 ? "strong" : "fair";
}

export function usernameProblem(username: string): FieldProblem | undefined {
  const name = username.trim();
  if (!name) return undefined;
  return /^[a-z0-9](?:[a-z0-9._-]{1,62})[a-z0-9]$/iu.test(name) ? undefined : "usernameInvalid";
}

export const requiredProblem = (text: string): FieldProblem | undefined =>
  text.trim() ? undefined : "required";
