// Asks the browser for passkeys; nothing here decides anything, the server checks what is signed.
import {
  addPasskey,
  challengeForNewPasskey,
  type RecoveryCodes,
  type Signed,
} from "@/api/security";

type Challenge = () => Promise<{ options: PublicKeyCredentialRequestOptionsJSON }>;

/** Whether passkeys can work here: browsers know none for an address that is a number. */
export function passkeysWork(): boolean {
  const isNumber = /^[\d.]+$|^\[/u.test(window.location.hostname);
  return (
    window.isSecureContext &&
    !isNumber &&
    typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function"
  );
}

/** What the person's passkey signed; null when they closed the browser's window. */
export async function signWithPasskey(
  challenge: Challenge,
  waiting?: { signal: AbortSignal },
): Promise<Signed | null> {
  const { options } = await challenge();
  try {
    const credential = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
      ...(waiting ? { mediation: "conditional", signal: waiting.signal } : {}),
    });
    return credential instanceof PublicKeyCredential ? credential.toJSON() : null;
  } catch (error) {
    if (wasClosed(error)) return null;
    throw error;
  }
}

/** Makes a passkey and registers it; null when the person closed the browser's window. */
export async function makePasskey(name: string): Promise<RecoveryCodes | null> {
  const { options } = await challengeForNewPasskey();
  let credential: Credential | null;
  try {
    credential = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    });
  } catch (error) {
    if (wasClosed(error)) return null;
    throw error;
  }
  if (!(credential instanceof PublicKeyCredential)) return null;
  return addPasskey(name, credential.toJSON());
}

/** Whether the browser can offer passkeys in the list under the address field. */
export async function offersInField(): Promise<boolean> {
  if (!passkeysWork()) return false;
  return (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
}

const wasClosed = (error: unknown): boolean =>
  error instanceof DOMException && ["NotAllowedError", "AbortError"].includes(error.name);
