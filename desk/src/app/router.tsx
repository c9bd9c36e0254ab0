// Which address shows which page.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { session } from "@/access/session";
import { InboxPage } from "@/features/inbox/InboxPage";
import { validateInboxSearch } from "@/features/inbox/selection";
import type { SignInSearch } from "@/features/signin/SignInPage";
import type { Area } from "@/settings/areas";
import { Crash } from "./Crash";
import { SignIn, SignUp } from "./entrance";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const toWork = { to: "/work" } as const;

function onlyNobody(): void {
  if (session.me()) throw redirect(toWork);
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): SignInSearch =>
    Object.fromEntries(
      ["next", "account", "problem", "step"]
        .filter((name) => typeof search[name] === "string")
        .map((name) => [name, search[name]]),
    ),
  beforeLoad: onlyNobody,
  component: SignIn,
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  beforeLoad: onlyNobody,
  component: SignUp,
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: ({ location }) => {
    if (session.me()) return;
    const next = location.pathname === "/" ? {} : { next: location.publicHref };
    throw redirect({ to: "/sign-in", search: next });
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect(toWork);
  },
});

const work = createRoute({
  getParentRoute: () => shell,
  path: "/work",
  validateSearch: validateInboxSearch,
  component: () => <InboxPage key="mine" scope="mine" />,
});
const workOne = createRoute({ getParentRoute: () => work, path: "$conversationId" });

const all = createRoute({
  getParentRoute: () => shell,
  path: "/all",
  validateSearch: validateInboxSearch,
  component: () => <InboxPage key="all" scope="all" />,
});
const allOne = createRoute({ getParentRoute: () => all, path: "$conversationId" });

const area = (of: Area) =>
  lazyRouteComponent(async () => {
    const { SettingsLayout } = await import("@/settings/SettingsLayout");
    return { default: () => <SettingsLayout area={of} /> };
  });
const areaHome = (of: Area) =>
  lazyRouteComponent(async () => {
    const { AreaHome } = await import("@/settings/SettingsLayout");
    return { default: () => <AreaHome area={of} /> };
  });

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: area("account"),
});
const accountHome = createRoute({
  getParentRoute: () => account,
  path: "/",
  component: areaHome("account"),
});
const users = createRoute({
  getParentRoute: () => account,
  path: "users",
  component: lazyRouteComponent(() => import("@/settings/people/PeoplePage"), "PeoplePage"),
});
const keys = createRoute({
  getParentRoute: () => account,
  path: "api-keys",
  component: lazyRouteComponent(() => import("@/settings/keys/KeysPage"), "KeysPage"),
});

const signInSettings = createRoute({
  getParentRoute: () => account,
  path: "sign-in",
  component: lazyRouteComponent(
    () => import("@/settings/signin/SignInSettingsPage"),
    "SignInSettingsPage",
  ),
});
const security = createRoute({
  getParentRoute: () => account,
  path: "security",
  component: lazyRouteComponent(() => import("@/settings/security/SecurityPage"), "SecurityPage"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: area("settings"),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: areaHome("settings"),
});
const queues = createRoute({
  getParentRoute: () => settings,
  path: "queues",
  component: lazyRouteComponent(() => import("@/settings/queues/QueuesPage"), "QueuesPage"),
});

const channels = createRoute({
  getParentRoute: () => shell,
  path: "/channels",
  component: area("channels"),
});
const channelsHome = createRoute({
  getParentRoute: () => channels,
  path: "/",
  component: areaHome("channels"),
});
const numbers = createRoute({
  getParentRoute: () => channels,
  path: "numbers",
  component: lazyRouteComponent(() => import("@/settings/channels/ChannelsPage"), "ChannelsPage"),
});

const routeTree = root.addChildren([
  signIn,
  signUp,
  shell.addChildren([
    home,
    work.addChildren([workOne]),
    all.addChildren([allOne]),
    account.addChildren([accountHome, users, keys, signInSettings, security]),
    settings.addChildren([settingsHome, queues]),
    channels.addChildren([channelsHome, numbers]),
  ]),
]);

export const router = createRouter({
  routeTree,
  basepath: "/desk",
  defaultPreload: "intent",
  defaultErrorComponent: ({ error }) => <Crash error={error} />,
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
