// Signing in, on its page and in the dialog after a session ended: password, passkey or provider,
// and the second step where one is asked for.
import { useState } from "react";
import { fetchSecondStep, type Way } from "@/api/security";
import { signIn } from "@/api/session";
import type { Me } from "@/api/types";
import { FirstStep } from "./FirstStep";
import { SecondStepForm } from "./SecondStepForm";

interface SignInFormProps {
  /** Set when only this person may go on. */
  only?: string;
  /** The short name of an account, whose buttons are shown at once. */
  account?: string | undefined;
  /** Where a provider leads back to. */
  next?: string | undefined;
  /** What is asked for when the first step was done at a provider. */
  ways?: readonly Way[] | undefined;
  onSignedIn: (me: Me) => void;
}

export function SignInForm({ ways, onSignedIn, ...rest }: SignInFormProps) {
  const [asked, setAsked] = useState<readonly Way[] | undefined>(ways);
  if (asked) {
    return (
      <SecondStepForm
        ways={asked}
        onSignedIn={onSignedIn}
        onStartAgain={() => setAsked(undefined)}
      />
    );
  }
  const onPassword = async (name: string, password: string): Promise<void> => {
    const answer = await signIn(name, password);
    if ("second_step" in answer) setAsked(answer.second_step);
    else onSignedIn(answer);
  };
  return <FirstStep {...rest} onPassword={onPassword} onSignedIn={onSignedIn} />;
}

/** What is still asked for after a provider has led back here; nothing when it took too long. */
export async function pendingWays(): Promise<readonly Way[] | undefined> {
  try {
    return (await fetchSecondStep()).second_step;
  } catch {
    return undefined;
  }
}
