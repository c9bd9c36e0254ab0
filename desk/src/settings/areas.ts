// The areas of the settings and their sections, in the order in which they are shown. The
// navigation, the palette and each area's first page derive from this list.
import {
  Armchair,
  KeyRound,
  type LucideIcon,
  RadioTower,
  ShieldCheck,
  UsersRound,
  Waypoints,
} from "lucide-react";
import { permissions } from "@/access/session";

export interface Section {
  to:
    | "/account/users"
    | "/account/roles"
    | "/account/seats"
    | "/account/api-keys"
    | "/settings/queues"
    | "/channels/numbers";
  /** Its key under `settings` in the words. */
  words: "users" | "roles" | "seats" | "keys" | "queues" | "numbers";
  icon: LucideIcon;
  /** Any of these opens it; only for showing, the server decides. */
  needs: readonly string[];
}

export type Area = "account" | "settings" | "channels";

export const areas: Record<Area, readonly Section[]> = {
  account: [
    { to: "/account/users", words: "users", icon: UsersRound, needs: permissions.seeUsers },
    { to: "/account/roles", words: "roles", icon: ShieldCheck, needs: permissions.manageRoles },
    { to: "/account/seats", words: "seats", icon: Armchair, needs: permissions.seeSeats },
    { to: "/account/api-keys", words: "keys", icon: KeyRound, needs: permissions.keys },
  ],
  settings: [
    { to: "/settings/queues", words: "queues", icon: Waypoints, needs: permissions.queues },
  ],
  channels: [
    { to: "/channels/numbers", words: "numbers", icon: RadioTower, needs: permissions.channels },
  ],
};
