// How somebody signs in, looked up once the account is known by its short name or the address.
import { useCallback, useEffect, useRef, useState } from "react";
import { fetchWays, type SignInWays } from "@/api/security";

const plain: SignInWays = { account: null, passwords: true, providers: [] };

export function useWays(account: string | undefined, email: string | undefined) {
  const [ways, setWays] = useState(plain);
  const asked = useRef("");

  const ask = useCallback(async (body: { account?: string; email?: string }): Promise<void> => {
    const key = JSON.stringify(body);
    if (asked.current === key) return;
    asked.current = key;
    try {
      const found = await fetchWays(body);
      if (asked.current === key) setWays(found);
    } catch {
      // Without an answer there is still the password.
      asked.current = "";
    }
  }, []);

  const lookUp = useCallback(
    (typed: string): void => {
      const address = typed.trim();
      if (/^[^\s@]+@[^\s@]+$/u.test(address)) {
        void ask(account ? { account, email: address } : { email: address });
      }
    },
    [ask, account],
  );

  useEffect(() => {
    if (email) lookUp(email);
    else if (account) void ask({ account });
  }, [ask, lookUp, account, email]);

  return { ways, lookUp };
}
