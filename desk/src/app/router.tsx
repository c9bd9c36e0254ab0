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
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" ? { next: search.next } : {},
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

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/settings/SettingsLayout"), "SettingsLayout"),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(() => import("@/settings/SettingsLayout"), "SettingsHome"),
});
const people = createRoute({
  getParentRoute: () => settings,
  path: "people",
  component: lazyRouteComponent(() => import("@/settings/people/PeoplePage"), "PeoplePage"),
});
const queues = createRoute({
  getParentRoute: () => settings,
  path: "queues",
  component: lazyRouteComponent(() => import("@/settings/queues/QueuesPage"), "QueuesPage"),
});
const channels = createRoute({
  getParentRoute: () => settings,
  path: "channels",
  component: lazyRouteComponent(() => import("@/settings/channels/ChannelsPage"), "ChannelsPage"),
});
const keys = createRoute({
  getParentRoute: () => settings,
  path: "api-keys",
  component: lazyRouteComponent(() => import("@/settings/keys/KeysPage"), "KeysPage"),
});

const routeTree = root.addChildren([
  signIn,
  signUp,
  shell.addChildren([
    home,
    work.addChildren([workOne]),
    all.addChildren([allOne]),
    settings.addChildren([settingsHome, people, queues, channels, keys]),
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
