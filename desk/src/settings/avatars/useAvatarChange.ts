// Changes a picture: checks what can be checked here, sends it, and shows it everywhere at once.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keepAvatar } from "@/access/avatars";
import {
  MOST_BYTES,
  removeAvatar,
  type ShownAvatar,
  uploadAvatar,
  type Whose,
} from "@/api/avatars";
import { explain } from "@/api/explain";
import { toast } from "@/ui/toasts";

export const ACCEPTED = ["image/png", "image/jpeg", "image/webp", "image/gif"];

export function useAvatarChange(whose: Whose) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<number | null>(null);
  const [removing, setRemoving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const busy = progress !== null || removing;

  const run = async (act: () => Promise<ShownAvatar>, done: string): Promise<void> => {
    setProblem(null);
    try {
      keepAvatar(queries, await act());
      toast("done", done);
    } catch (error) {
      setProblem(explain(error, t));
    }
  };
  const upload = async (file: File): Promise<void> => {
    if (busy) return;
    if (file.size > MOST_BYTES) return setProblem(t("avatars.tooLarge"));
    // The server looks at the bytes; a name for the type only spares the way there.
    if (file.type && !ACCEPTED.includes(file.type)) return setProblem(t("avatars.wrongType"));
    setProgress(0);
    await run(() => uploadAvatar(whose, file, setProgress), t("avatars.saved"));
    setProgress(null);
  };
  const remove = async (): Promise<void> => {
    setRemoving(true);
    await run(() => removeAvatar(whose), t("avatars.removed"));
    setRemoving(false);
  };
  return { upload, remove, progress, removing, busy, problem };
}
