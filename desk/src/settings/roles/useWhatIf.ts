// Asks what a change of a role would do, once typing and ticking pause.
import { useEffect, useRef, useState } from "react";
import { askWhatIf, type WhatIf, type WhatIfQuestion } from "@/api/roles";

const PAUSE_MS = 250;

export interface Answered {
  answer: WhatIf | null;
  isAsking: boolean;
  error: unknown;
}

/** `question` must keep its identity as long as it is the same; null asks nothing. */
export function useWhatIf(question: WhatIfQuestion | null): Answered {
  const [state, setState] = useState<Answered>({ answer: null, isAsking: false, error: null });
  const isFirst = useRef(true);
  useEffect(() => {
    if (!question) {
      setState({ answer: null, isAsking: false, error: null });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ ...before, isAsking: true }));
    const ask = async (): Promise<void> => {
      try {
        const answer = await askWhatIf(question, abort.signal);
        setState({ answer, isAsking: false, error: null });
      } catch (error) {
        if (!abort.signal.aborted) setState({ answer: null, isAsking: false, error });
      }
    };
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : PAUSE_MS);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [question]);
  return state;
}
