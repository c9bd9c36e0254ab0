// A person as a picture, as initials on a tint that is theirs, or as a figure without a name.
import { UserRound } from "lucide-react";
import { use, useState } from "react";
import styles from "./Avatar.module.css";
import { AvatarsContext, pictureAddress } from "./avatars";
import { cx } from "./cx";

type Size = "s" | "m" | "l" | "xl";

interface AvatarProps {
  /** Chooses the picture, or else the tint; the same person always has the same one. */
  id: string;
  name: string | null;
  size?: Size;
}

const FIGURE: Record<Size, number> = { s: 12, m: 17, l: 26, xl: 42 };

export function Avatar({ id, name, size = "m" }: AvatarProps) {
  const hash = use(AvatarsContext).get(id);
  const [broken, setBroken] = useState<string | null>(null);
  const shown = hash !== undefined && hash !== broken;
  return (
    <span className={cx(styles.avatar, styles[size])} data-tint={tintOf(id)} aria-hidden="true">
      {shown ? (
        <Picture hash={hash} size={size} onBroken={() => setBroken(hash)} />
      ) : name ? (
        initials(name)
      ) : (
        <UserRound size={FIGURE[size]} />
      )}
    </span>
  );
}

interface PictureProps {
  hash: string;
  size: Size;
  onBroken: () => void;
}

function Picture({ hash, size, onBroken }: PictureProps) {
  const [small, large] = [pictureAddress(hash, 64), pictureAddress(hash, 256)];
  const isSmall = size === "s" || size === "m";
  return (
    <img
      key={hash}
      className={styles.picture}
      src={isSmall ? small : large}
      srcSet={size === "m" ? `${small} 1x, ${large} 2x` : undefined}
      alt=""
      decoding="async"
      draggable={false}
      onError={onBroken}
    />
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
