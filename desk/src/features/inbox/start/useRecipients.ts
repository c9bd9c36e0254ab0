// Asks whom a name or a number could mean, when the typing pauses.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchRecipients, type KnownRecipient, type Recipients } from "@/api/starting";
import type { StartDraft } from "./draft";

const TYPING_MS = 150;

export interface Search {
  /** The last answer, which may still be one to fewer letters. */
  found: Recipients | null;
  /** Whether it is the answer to what stands in the field. */
  isCurrent: boolean;
}

export function useRecipients(typed: string): Search {
  const wanted = typed.trim();
  const [q, setQ] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setQ(wanted), TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ["recipients", q],
    queryFn: ({ signal }) => fetchRecipients(q, signal),
    placeholderData: (before) => before,
    staleTime: 2000,
  });
  return {
    found: data ?? null,
    isCurrent: data !== undefined && !isPlaceholderData && q === wanted,
  };
}

/** Who is meant, as far as it is known: the chosen one, or whose number was typed. */
export function meant(draft: StartDraft, { found, isCurrent }: Search): KnownRecipient | undefined {
  const { person } = draft;
  if (person) return found?.people.find((each) => each.id === person.id);
  const number = isCurrent && found?.phone?.valid ? found.phone.number : null;
  return number ? found?.people.find((each) => each.phone === number) : undefined;
}
