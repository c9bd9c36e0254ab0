// What forms ask for, checked before anything is sent.

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

/** Characters as people count them, as the server does: code points. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Each is a sentence of the language files, under `forms`. */
export type FieldProblem =
  | "required"
  | "emailInvalid"
  | "passwordShort"
  | "passwordLong"
  | "numberInvalid"
  | "badNumber";

export function emailProblem(email: string): FieldProblem | undefined {
  if (!email.trim()) return "required";
  return /^[^\s@]+@[^\s@]+$/u.test(email.trim()) ? undefined : "emailInvalid";
}

export function newPasswordProblem(password: string): FieldProblem | undefined {
  if (!password) return "required";
  if (lengthOf(password) < PASSWORD_MIN) return "passwordShort";
  return lengthOf(password) > PASSWORD_MAX ? "passwordLong" : undefined;
}

export const requiredProblem = (text: string): FieldProblem | undefined =>
  text.trim() ? undefined : "required";
