// Who is signed in, what they may do, and the wait for a new sign-in after a session ended.
import { createContext, use, useSyncExternalStore } from "react";
import { fetchMe } from "@/api/session";
import type { Me } from "@/api/types";
import { may as key } from "./permissions.gen";

type Listener = () => void;

class Session {
  #me: Me | null = null;
  #expired = false;
  #wait: { promise: Promise<void>; done: () => void } | undefined;
  readonly #listeners = new Set<Listener>();

  readonly me = (): Me | null => this.#me;
  readonly expired = (): boolean => this.#expired;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(me: Me | null): void {
    this.#me = me;
    this.#emit();
  }

  /** Fetches who is asking; leaves nobody when the answer is an error, which it throws. */
  async load(): Promise<Me> {
    const me = await fetchMe();
    this.set(me);
    return me;
  }

  /** Says that the session ended; resolves once the same person has signed in again. */
  readonly lost = (): Promise<void> => {
    if (!this.#wait) {
      let done = (): void => undefined;
      const promise = new Promise<void>((resolve) => {
        done = resolve;
      });
      this.#wait = { promise, done };
      this.#expired = true;
      this.#emit();
    }
    return this.#wait.promise;
  };

  regained(me: Me): void {
    const wait = this.#wait;
    this.#wait = undefined;
    this.#expired = false;
    this.set(me);
    wait?.done();
  }

  #emit(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export const session = new Session();

export const useSessionExpired = (): boolean =>
  useSyncExternalStore(session.subscribe, session.expired);

export const useMaybeMe = (): Me | null => useSyncExternalStore(session.subscribe, session.me);

export const MeContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error("Who is signed in is asked outside of the signed-in shell.");
  return me;
}

/** What opens each section of the settings, and what changes things in it. */
export const permissions = {
  seeUsers: [key.SEE_USERS, key.MANAGE_USERS, key.MANAGE_ROLES, key.MANAGE_SEATS],
  users: [key.MANAGE_USERS],
  roles: [key.MANAGE_ROLES, key.MANAGE_USERS],
  manageRoles: [key.MANAGE_ROLES],
  seats: [key.MANAGE_SEATS, key.MANAGE_LICENCES],
  seeSeats: [key.MANAGE_SEATS, key.MANAGE_LICENCES, key.SEE_LICENCES],
  queues: [key.CONFIGURE_QUEUES],
  seeQueues: [key.CONFIGURE_QUEUES, key.SEE_ALL_QUEUES],
  channels: [key.MANAGE_CHANNELS],
  start: [key.START],
  assign: [key.ASSIGN],
  keys: [key.MANAGE_API_KEYS],
  directory: [key.MANAGE_USERS, key.MANAGE_API_KEYS],
  audit: [key.SEE_AUDIT, key.SEE_SETTINGS_AUDIT],
  signIn: [key.MANAGE_SIGN_IN],
  putAvatar: [key.UPLOAD_AVATAR, key.MANAGE_AVATAR],
  removeAvatar: [key.DELETE_AVATAR, key.MANAGE_AVATAR],
  plan: [key.MANAGE_ACCOUNT],
  /** Both are needed. */
  personalData: [key.MANAGE_ACCOUNT, key.MANAGE_ALL],
  /** All of them are needed. */
  wholeAccount: [key.MANAGE_ACCOUNT, key.MANAGE_ALL, key.GRANT_ANY],
  webhooks: [key.MANAGE_WEBHOOKS],
} as const;

/** Whether the asker holds one of the keys. Only for showing; the server decides. */
export function may(me: Me, keys: readonly string[]): boolean {
  return keys.some((each) => me.permissions.includes(each));
}
