// Runs a change that wants a password or a passkey again: asks for it when the server says so.
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import { toast } from "@/ui/toasts";
import { ConfirmItsYou } from "./ConfirmItsYou";

/** The person went back instead of confirming. */
export class NotConfirmed extends Error {}

interface Asking {
  confirmed: () => void;
  left: () => void;
}

export function useConfirmed() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking | null>(null);

  /** Resolves to what `act` gives; throws NotConfirmed, or what it throws. */
  const confirmed = async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "confirm_first")) throw error;
    }
    await new Promise<void>((resolve, reject) => {
      setAsking({ confirmed: resolve, left: () => reject(new NotConfirmed()) });
    }).finally(() => setAsking(null));
    return act();
  };

  /** As `confirmed`, and says what went wrong; undefined when nothing came of it. */
  const run = async <T,>(act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await confirmed(act);
    } catch (error) {
      if (!(error instanceof NotConfirmed)) toast("problem", explain(error, t));
      return undefined;
    }
  };

  const dialog: ReactNode = asking ? (
    <ConfirmItsYou onConfirmed={asking.confirmed} onClose={asking.left} />
  ) : null;
  return { confirmed, run, dialog };
}
