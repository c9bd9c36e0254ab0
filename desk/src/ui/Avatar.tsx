// A person as initials on a tint that is theirs, or as a figure when the name is not known.
import { UserRound } from "lucide-react";
import styles from "./Avatar.module.css";
import { cx } from "./cx";

interface AvatarProps {
  /** Chooses the tint; the same person always has the same one. */
  id: string;
  name: string | null;
  size?: "s" | "m" | "l";
}

export function Avatar({ id, name, size = "m" }: AvatarProps) {
  return (
    <span className={cx(styles.avatar, styles[size])} data-tint={tintOf(id)} aria-hidden="true">
      {name ? initials(name) : <UserRound size={size === "l" ? 26 : size === "s" ? 12 : 17} />}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = Array.from(words[0] ?? "")[0] ?? "";
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? "")[0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

function tintOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  return sum % 8;
}
