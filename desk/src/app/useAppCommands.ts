// The commands that work on every page: going places, looks, signing out.
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFirstSteps } from "@/access/firststeps";
import { useMe } from "@/access/session";
import { explain } from "@/api/explain";
import { signOut } from "@/api/session";
import { useCommand } from "@/commands/registry";
import { type Area, holdsMore } from "@/settings/areas";
import { readPreferences, setPreferences, shownTheme } from "@/ui/preferences";
import { toast } from "@/ui/toasts";

export function useAppCommands(): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useCommand("go.work", () => void navigate({ to: "/work" }));
  useCommand("go.all", () => void navigate({ to: "/all" }));
  const me = useMe();
  const opens = (area: Area): boolean => holdsMore(me, area);
  useCommand("go.settings", () => void navigate({ to: "/settings" }), opens("settings"));
  useCommand("go.channels", () => void navigate({ to: "/channels" }), opens("channels"));
  useCommand("go.account", () => void navigate({ to: "/account" }), opens("account"));
  useCommand("go.help", () => void navigate({ to: "/help" }));
  useCommand("app.theme", () =>
    setPreferences({ theme: shownTheme() === "dark" ? "light" : "dark" }),
  );
  useCommand("app.density", () => {
    const compact = readPreferences().density === "compact";
    setPreferences({ density: compact ? "comfortable" : "compact" });
  });
  useCommand("app.singleKeys", () => setPreferences({ singleKeys: !readPreferences().singleKeys }));
  const first = useFirstSteps();
  const bringBack = (): void => {
    first.hide(false).then(
      () => void navigate({ to: "/work" }),
      (error: unknown) => toast("problem", explain(error, t)),
    );
  };
  useCommand("app.firstSteps", bringBack, (first.data?.steps.length ?? 0) > 0);
  useCommand("app.close", () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  useCommand("app.signOut", () => {
    signOut()
      // The page is loaded anew, so that nothing of this person stays in memory.
      .then(() => window.location.assign("/desk/sign-in"))
      .catch((error: unknown) => toast("problem", explain(error, t)));
  });
}
