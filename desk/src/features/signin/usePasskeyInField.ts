// Offers passkeys in the list that the browser shows under the address, where it can.
import { useCallback, useEffect, useRef } from "react";
import { offersInField, signWithPasskey } from "@/access/passkeys";
import { challengeForSignIn, signInWithPasskey } from "@/api/security";
import type { Me } from "@/api/types";

/** Returns what ends the offer: a browser serves one request for passkeys at a time. */
export function usePasskeyInField(wanted: boolean, onSignedIn: (me: Me) => void): () => void {
  const running = useRef<AbortController | null>(null);
  const done = useRef(onSignedIn);
  done.current = onSignedIn;

  const stop = useCallback((): void => {
    running.current?.abort();
    running.current = null;
  }, []);

  useEffect(() => {
    if (!wanted) return;
    const control = new AbortController();
    running.current = control;
    const offer = async (): Promise<void> => {
      if (!(await offersInField()) || control.signal.aborted) return;
      const signed = await signWithPasskey(challengeForSignIn, { signal: control.signal });
      if (signed) done.current(await signInWithPasskey(signed));
    };
    // An offer that comes to nothing is no problem of the person's.
    offer().catch(() => undefined);
    return () => control.abort();
  }, [wanted]);

  return stop;
}
