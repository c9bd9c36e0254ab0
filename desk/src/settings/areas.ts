// The areas of the settings and their sections, in the order in which they are shown. The
// navigation, the palette and each area's first page derive from this list.
import {
  Archive,
  Armchair,
  BadgeCheck,
  FileClock,
  Fingerprint,
  FolderSync,
  Hourglass,
  KeyRound,
  LogIn,
  type LucideIcon,
  RadioTower,
  ShieldCheck,
  UsersRound,
  Waypoints,
  Webhook,
} from "lucide-react";
import { may, permissions } from "@/access/session";
import type { Me } from "@/api/types";

export interface Section {
  to:
    | "/account/users"
    | "/account/roles"
    | "/account/seats"
    | "/account/sign-in"
    | "/account/security"
    | "/account/directory"
    | "/account/api-keys"
    | "/account/webhooks"
    | "/account/audit"
    | "/account/retention"
    | "/account/stuck-work"
    | "/account/plan"
    | "/settings/queues"
    | "/channels/numbers";
  /** Its key under `settings` in the words. */
  words:
    | "users"
    | "roles"
    | "seats"
    | "signin"
    | "security"
    | "directory"
    | "keys"
    | "webhooks"
    | "audit"
    | "retention"
    | "stuck"
    | "plan"
    | "queues"
    | "numbers";
  icon: LucideIcon;
  /** Any of these opens it, or nobody needs one; only for showing, the server decides. */
  needs: readonly string[] | "nothing";
}

/** Whether this person finds something in the section. */
export const opens = (me: Me, { needs }: Section): boolean => needs === "nothing" || may(me, needs);

/** Whether the area holds more for this person than what is everybody's own. */
export const holdsMore = (me: Me, area: Area): boolean =>
  areas[area].some(({ needs }) => needs !== "nothing" && may(me, needs));

export type Area = "account" | "settings" | "channels";

export const areas: Record<Area, readonly Section[]> = {
  account: [
    { to: "/account/users", words: "users", icon: UsersRound, needs: permissions.seeUsers },
    { to: "/account/roles", words: "roles", icon: ShieldCheck, needs: permissions.manageRoles },
    { to: "/account/seats", words: "seats", icon: Armchair, needs: permissions.seeSeats },
    { to: "/account/sign-in", words: "signin", icon: LogIn, needs: permissions.signIn },
    { to: "/account/security", words: "security", icon: Fingerprint, needs: "nothing" },
    { to: "/account/api-keys", words: "keys", icon: KeyRound, needs: permissions.keys },
    {
      to: "/account/directory",
      words: "directory",
      icon: FolderSync,
      needs: permissions.directory,
    },
    { to: "/account/webhooks", words: "webhooks", icon: Webhook, needs: permissions.webhooks },
    { to: "/account/audit", words: "audit", icon: FileClock, needs: permissions.audit },
    { to: "/account/retention", words: "retention", icon: Archive, needs: permissions.plan },
    { to: "/account/stuck-work", words: "stuck", icon: Hourglass, needs: permissions.plan },
    { to: "/account/plan", words: "plan", icon: BadgeCheck, needs: permissions.plan },
  ],
  settings: [
    { to: "/settings/queues", words: "queues", icon: Waypoints, needs: permissions.seeQueues },
  ],
  channels: [
    { to: "/channels/numbers", words: "numbers", icon: RadioTower, needs: permissions.channels },
  ],
};
