// The frame of every page for signed-in people: rail, banner, page, and what lies over them.
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAvatars } from "@/access/avatars";
import { MeContext, may, permissions, useMaybeMe, useMe } from "@/access/session";
import type { Me } from "@/api/types";
import { listenForKeys, useCommand } from "@/commands/registry";
import { DeskContext } from "@/live/hooks";
import { AvatarsContext } from "@/ui/avatars";
import { preloadDialog } from "@/ui/Dialog";
import { preloadMenu } from "@/ui/MenuButton";
import { Announcer } from "./Announcer";
import { ConnectionBanner } from "./ConnectionBanner";
import { Rail } from "./Rail";
import { SessionDialog } from "./SessionDialog";
import styles from "./Shell.module.css";
import { useAppCommands } from "./useAppCommands";
import { useLiveDesk } from "./useLiveDesk";

const loadPalette = () => import("./Palette");
const loadKeySheet = () => import("./KeySheet");
const Palette = lazy(loadPalette);
const KeySheet = lazy(loadKeySheet);
const loadStart = () => import("@/features/inbox/start/StartDialog");
const StartDialog = lazy(loadStart);
const DemoBanner = lazy(() => import("./DemoBanner"));
const SetUpFirst = lazy(() => import("@/settings/security/SetUpFirst"));

export function Shell() {
  const me = useMaybeMe();
  if (!me) return null;
  if (me.must_set_up) {
    return (
      <Suspense fallback={null}>
        <SetUpFirst me={me} />
      </Suspense>
    );
  }
  return <SignedIn key={me.user.id} me={me} />;
}

function SignedIn({ me }: { me: Me }) {
  const desk = useLiveDesk(me);
  const avatars = useAvatars();
  return (
    <MeContext value={me}>
      <AvatarsContext value={avatars}>
        <DeskContext value={desk}>
          <Frame />
        </DeskContext>
      </AvatarsContext>
    </MeContext>
  );
}

function Frame() {
  const { t } = useTranslation();
  const me = useMe();
  const { deleted_at: until } = me.account;
  const [over, setOver] = useState<"palette" | "keys" | "start" | null>(null);
  useEffect(() => listenForKeys(), []);
  useEffect(preloadWhenIdle, []);
  useAppCommands();
  useCommand("app.palette", () => setOver("palette"));
  useCommand("app.keys", () => setOver("keys"));
  useCommand("conversation.new", () => setOver("start"), may(me, permissions.start));
  const close = (): void => setOver(null);
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={skip}>
        {t("nav.skip")}
      </button>
      <Rail onPalette={() => setOver("palette")} onKeys={() => setOver("keys")} />
      <div className={styles.page} id="page" tabIndex={-1}>
        <ConnectionBanner />
        {until ? (
          <Suspense fallback={null}>
            <DemoBanner until={until} />
          </Suspense>
        ) : null}
        <div className={styles.content}>
          <Outlet />
        </div>
      </div>
      <Announcer />
      <SessionDialog />
      <Suspense fallback={null}>
        {over === "palette" ? <Palette onClose={close} /> : null}
        {over === "keys" ? <KeySheet onClose={close} /> : null}
        {over === "start" ? <StartDialog onClose={close} /> : null}
      </Suspense>
    </div>
  );
}

function skip(): void {
  (document.getElementById("conversation") ?? document.getElementById("page"))?.focus();
}

/** Menus, dialogs and the palette are not in the first load; they come once it is quiet. */
function preloadWhenIdle(): () => void {
  const load = (): void => {
    preloadMenu();
    preloadDialog();
    void loadPalette();
    void loadKeySheet();
    void loadStart();
  };
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(load, 1500);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(load, { timeout: 4000 });
  return () => cancelIdleCallback(handle);
}
