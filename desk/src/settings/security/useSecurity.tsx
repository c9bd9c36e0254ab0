// What the parts of a person's security share: confirming, fetching again, and codes shown once.
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { RecoveryCodes } from "@/api/security";
import { CodesOnce } from "./Recovery";
import { useConfirmed } from "./useConfirmed";

export interface SecurityActions {
  confirmed: <T>(act: () => Promise<T>) => Promise<T>;
  run: <T>(act: () => Promise<T>) => Promise<T | undefined>;
  refresh: () => void;
  /** A factor or codes were made: shows the codes, if there are any. */
  added: (made: RecoveryCodes) => void;
}

/** `onSettled` runs once a factor is there and its codes are saved. */
export function useSecurity(email: string, onSettled: () => void = () => undefined) {
  const queries = useQueryClient();
  const { confirmed, run, dialog } = useConfirmed();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ["security"] });
  const added = (made: RecoveryCodes): void => {
    refresh();
    setCodes(made.recovery_codes);
    if (made.recovery_codes.length === 0) onSettled();
  };
  const saved = (): void => {
    setCodes([]);
    onSettled();
  };
  const dialogs: ReactNode = (
    <>
      {dialog}
      {codes.length > 0 ? <CodesOnce codes={codes} email={email} onDone={saved} /> : null}
    </>
  );
  return { actions: { confirmed, run, refresh, added } satisfies SecurityActions, dialogs };
}
