// The rail at the side: where to go, what status one has, and how the desk looks.
import { Link, useNavigate } from "@tanstack/react-router";
import {
  Building2,
  CircleHelp,
  CircleUser,
  Fingerprint,
  Inbox,
  Keyboard,
  ListChecks,
  LogOut,
  Mail,
  Monitor,
  Moon,
  RadioTower,
  Rows3,
  Rows4,
  Search,
  Settings,
  Smartphone,
  Sun,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFirstSteps } from "@/access/firststeps";
import { useInstallation } from "@/access/installation";
import { useMe } from "@/access/session";
import { run } from "@/commands/registry";
import { type CommandId, commandOf, keyCaps } from "@/commands/table";
import { type Area, holdsMore } from "@/settings/areas";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import { MenuButton, type MenuChoice } from "@/ui/MenuButton";
import { type Preferences, setPreferences, usePreferences } from "@/ui/preferences";
import { AgentStatusMenu } from "./AgentStatusMenu";
import styles from "./Rail.module.css";

interface RailProps {
  onPalette: () => void;
  onKeys: () => void;
}

export function Rail({ onPalette, onKeys }: RailProps) {
  const { t } = useTranslation();
  const { simulator_url: simulator, mail_url: mail } = useInstallation();
  return (
    <nav className={styles.rail} aria-label={t("nav.main")}>
      <span className={styles.logo}>
        <Logo size={30} />
      </span>
      <AgentStatusMenu />
      <div className={styles.places}>
        <Place to="/work" label={t("nav.work")} command="go.work">
          <Inbox size={19} aria-hidden="true" />
        </Place>
        <Place to="/all" label={t("nav.all")} command="go.all">
          <UsersRound size={19} aria-hidden="true" />
        </Place>
        <IconButton
          className={styles.item}
          label={t("nav.palette")}
          caps={capsOf("app.palette")}
          data-tip-side="end"
          aria-keyshortcuts="Control+K"
          onClick={onPalette}
        >
          <Search size={19} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={styles.end}>
        {simulator ? (
          <a
            className={styles.item}
            href={simulator}
            target="_blank"
            rel="noreferrer"
            aria-label={t("nav.simulator")}
            data-tip={t("nav.simulator")}
            data-tip-side="end"
          >
            <Smartphone size={19} aria-hidden="true" />
          </a>
        ) : null}
        {mail ? (
          <a
            className={styles.item}
            href={mail}
            target="_blank"
            rel="noreferrer"
            aria-label={t("nav.mail")}
            data-tip={t("nav.mail")}
            data-tip-side="end"
          >
            <Mail size={19} aria-hidden="true" />
          </a>
        ) : null}
        <Place to="/channels" area="channels" label={t("nav.channels")} command="go.channels">
          <RadioTower size={19} aria-hidden="true" />
        </Place>
        <Place to="/settings" area="settings" label={t("nav.settings")} command="go.settings">
          <Settings size={19} aria-hidden="true" />
        </Place>
        <AccountMenu onKeys={onKeys} />
      </div>
    </nav>
  );
}

const capsOf = (id: CommandId): string => keyCaps(commandOf(id).keys ?? "").join(" ");

interface PlaceProps {
  to: "/work" | "/all" | "/settings" | "/channels";
  /** Shown only to whoever may open something there. */
  area?: Area;
  label: string;
  command: CommandId;
  children: ReactNode;
}

function Place({ to, area, label, command, children }: PlaceProps) {
  const me = useMe();
  if (area && !holdsMore(me, area)) return null;
  return (
    <Link
      to={to}
      className={styles.item}
      activeProps={{ "data-current": true, "aria-current": "page" } as object}
      aria-label={label}
      data-tip={label}
      data-tip-keys={capsOf(command)}
      data-tip-side="end"
    >
      {children}
    </Link>
  );
}

function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const first = useFirstSteps();
  const { theme, density } = usePreferences();
  const themes: MenuChoice[] = [
    { id: "system", label: t("nav.themeSystem"), icon: <Monitor size={15} /> },
    { id: "light", label: t("nav.themeLight"), icon: <Sun size={15} /> },
    { id: "dark", label: t("nav.themeDark"), icon: <Moon size={15} /> },
  ];
  const densities: MenuChoice[] = [
    { id: "comfortable", label: t("nav.comfortable"), icon: <Rows3 size={15} /> },
    { id: "compact", label: t("nav.compact"), icon: <Rows4 size={15} /> },
  ];
  const choose = (id: string): void => {
    if (themes.some((each) => each.id === id))
      setPreferences({ theme: id as Preferences["theme"] });
    else if (densities.some((each) => each.id === id)) {
      setPreferences({ density: id as Preferences["density"] });
    } else if (id === "profile") void navigate({ to: "/account/profile" });
    else if (id === "security") void navigate({ to: "/account/security" });
    else if (id === "account") void navigate({ to: "/account" });
    else if (id === "help") run("go.help");
    else if (id === "keys") onKeys();
    else if (id === "first") run("app.firstSteps");
    else run("app.signOut");
  };
  return (
    <MenuButton
      label={t("nav.account")}
      placement="right bottom"
      onChoose={choose}
      sections={[
        {
          title: `${me.user.name} · ${me.account.name}`,
          choices: [
            { id: "profile", label: t("nav.profile"), icon: <CircleUser size={15} /> },
            { id: "security", label: t("nav.security"), icon: <Fingerprint size={15} /> },
            ...(holdsMore(me, "account")
              ? [{ id: "account", label: t("nav.accountSettings"), icon: <Building2 size={15} /> }]
              : []),
            {
              id: "help",
              label: t("nav.help"),
              icon: <CircleHelp size={15} />,
              caps: keyCaps(commandOf("go.help").keys ?? ""),
            },
            { id: "keys", label: t("nav.keys"), icon: <Keyboard size={15} />, caps: ["?"] },
            ...(first.data?.is_hidden && first.data.steps.length > 0
              ? [{ id: "first", label: t("nav.firstSteps"), icon: <ListChecks size={15} /> }]
              : []),
            { id: "sign-out", label: t("auth.signOut"), icon: <LogOut size={15} /> },
          ],
        },
        {
          title: t("nav.themeTitle"),
          choices: themes.map((each) => ({ ...each, selected: each.id === theme })),
        },
        {
          title: t("nav.densityTitle"),
          choices: densities.map((each) => ({ ...each, selected: each.id === density })),
        },
      ]}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={styles.me}
          data-tip={me.user.name}
          data-tip-side="end"
        >
          <Avatar id={me.user.id} name={me.user.name} />
          <span className="visually-hidden">{t("nav.account")}</span>
        </button>
      )}
    />
  );
}
