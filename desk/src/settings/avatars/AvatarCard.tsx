// The picture of a user: upload, replace, remove; a file can also be dropped on it.
import { type ChangeEvent, type DragEvent, use, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Whose } from "@/api/avatars";
import type { User } from "@/api/types";
import users from "@/settings/users/Users.module.css";
import { Avatar } from "@/ui/Avatar";
import { AvatarsContext } from "@/ui/avatars";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { FormError } from "@/ui/Field";
import styles from "./AvatarCard.module.css";
import { ACCEPTED, useAvatarChange } from "./useAvatarChange";

interface AvatarCardProps {
  user: User;
  whose: Whose;
  can: { upload: boolean; replace: boolean; remove: boolean };
}

export function AvatarCard({ user, whose, can }: AvatarCardProps) {
  const { t } = useTranslation();
  const has = use(AvatarsContext).has(user.id);
  const { upload, remove, progress, removing, busy, problem } = useAvatarChange(whose);
  const chooser = useRef<HTMLInputElement>(null);
  const canPut = has ? can.replace : can.upload;
  const drop = useDrop(canPut && !busy, (file) => void upload(file));
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    // The same file again is a change as well, after an error say.
    event.target.value = "";
    if (file) void upload(file);
  };
  return (
    <section
      className={cx(users.card, styles.card, drop.over && styles.over)}
      aria-label={t("avatars.title")}
      {...drop.handlers}
    >
      <div className={styles.row}>
        <Avatar id={user.id} name={user.name} size="xl" />
        <div className={styles.side}>
          <div>
            <h3>{t("avatars.title")}</h3>
            <p>
              {canPut ? t("avatars.text") : t(has ? "avatars.cannotReplace" : "avatars.cannot")}
            </p>
          </div>
          <div className={users.actions}>
            {canPut ? (
              <Button busy={progress !== null} onClick={() => chooser.current?.click()}>
                {t(has ? "avatars.replace" : "avatars.upload")}
              </Button>
            ) : null}
            {has && can.remove ? (
              <Button look="quiet" busy={removing} onClick={() => void remove()}>
                {t("avatars.remove")}
              </Button>
            ) : null}
          </div>
        </div>
      </div>
      {progress === null ? null : (
        <progress className={styles.progress} value={progress} aria-label={t("avatars.progress")} />
      )}
      <FormError>{problem}</FormError>
      <input
        ref={chooser}
        hidden
        type="file"
        accept={ACCEPTED.join(",")}
        aria-label={t("avatars.file")}
        onChange={choose}
      />
    </section>
  );
}

/** Takes a file that is dropped; while one hovers, `over` says so. */
function useDrop(ready: boolean, onFile: (file: File) => void) {
  const [over, setOver] = useState(false);
  const hover = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes("Files")) return;
    // Otherwise the browser would leave the page for the file.
    event.preventDefault();
    event.dataTransfer.dropEffect = ready ? "copy" : "none";
    setOver(ready);
  };
  const leave = (event: DragEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (ready && file) onFile(file);
  };
  return { over, handlers: { onDragOver: hover, onDragLeave: leave, onDrop: drop } };
}
