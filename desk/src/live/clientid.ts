// The id a message carries from the moment it is written, so that a repeat is recognised.

/** 32 random hex digits; `crypto.randomUUID` is missing on plain http beyond loopback. */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
