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
import { validateAuditSearch } from "@/settings/audit/filters";
import { validateOrderSearch } from "@/settings/channels/orders/steps";
import { validateChannelsSearch, validateNumberSearch } from "@/settings/channels/tabs";
import { validateTab, validateUserSearch } from "@/settings/users/query";
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
  // Whoever looks at a demo keeps it until he has an account of his own.
  beforeLoad: () => {
    if (!session.me()?.account.deleted_at) onlyNobody();
  },
  component: SignUp,
});

const link = createRoute({
  getParentRoute: () => root,
  path: "/link",
  component: lazyRouteComponent(() => import("@/features/signin/LinkPage"), "LinkPage"),
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: "/forgot",
  component: lazyRouteComponent(() => import("@/features/signin/ForgotPage"), "ForgotPage"),
});

const start = createRoute({
  getParentRoute: () => root,
  path: "/start",
  component: lazyRouteComponent(() => import("@/features/start/StartPage"), "StartPage"),
});
const askDemo = createRoute({
  getParentRoute: () => root,
  path: "/start/demo",
  component: lazyRouteComponent(() => import("@/features/start/RequestPage"), "DemoPage"),
});
const askOperator = createRoute({
  getParentRoute: () => root,
  path: "/start/contact",
  validateSearch: (search: Record<string, unknown>): { plan?: string } =>
    typeof search.plan === "string" ? { plan: search.plan } : {},
  component: lazyRouteComponent(() => import("@/features/start/RequestPage"), "ContactPage"),
});
const plans = createRoute({
  getParentRoute: () => root,
  path: "/plans",
  component: lazyRouteComponent(() => import("@/features/start/PlansPage"), "PlansPage"),
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
  validateSearch: validateUserSearch,
  component: lazyRouteComponent(() => import("@/settings/users/UsersPage"), "UsersPage"),
});
const invites = createRoute({
  getParentRoute: () => account,
  path: "users/invites",
  component: lazyRouteComponent(() => import("@/settings/users/InvitesPage"), "InvitesPage"),
});
const oneUser = createRoute({
  getParentRoute: () => account,
  path: "users/$userId",
  validateSearch: validateTab,
  component: lazyRouteComponent(() => import("@/settings/users/UserPage"), "UserPage"),
});
const profile = createRoute({
  getParentRoute: () => account,
  path: "profile",
  component: lazyRouteComponent(() => import("@/settings/profile/ProfilePage"), "ProfilePage"),
});
const seats = createRoute({
  getParentRoute: () => account,
  path: "seats",
  component: lazyRouteComponent(() => import("@/settings/seats/SeatsPage"), "SeatsPage"),
});
const roles = createRoute({
  getParentRoute: () => account,
  path: "roles",
  validateSearch: (search: Record<string, unknown>): { tab?: "custom" } =>
    search.tab === "custom" ? { tab: "custom" } : {},
  component: lazyRouteComponent(() => import("@/settings/roles/RolesPage"), "RolesPage"),
});
const newRole = createRoute({
  getParentRoute: () => account,
  path: "roles/new",
  validateSearch: (search: Record<string, unknown>): { from?: string } =>
    typeof search.from === "string" ? { from: search.from } : {},
  component: lazyRouteComponent(() => import("@/settings/roles/RolePage"), "NewRolePage"),
});
const oneRole = createRoute({
  getParentRoute: () => account,
  path: "roles/$roleId",
  component: lazyRouteComponent(() => import("@/settings/roles/RolePage"), "OneRolePage"),
});
const keys = createRoute({
  getParentRoute: () => account,
  path: "api-keys",
  component: lazyRouteComponent(() => import("@/settings/keys/KeysPage"), "KeysPage"),
});

const webhooks = createRoute({
  getParentRoute: () => account,
  path: "webhooks",
  component: lazyRouteComponent(() => import("@/settings/webhooks/WebhooksPage"), "WebhooksPage"),
});
const oneWebhook = createRoute({
  getParentRoute: () => account,
  path: "webhooks/$webhookId",
  component: lazyRouteComponent(() => import("@/settings/webhooks/WebhookPage"), "WebhookPage"),
});

const audit = createRoute({
  getParentRoute: () => account,
  path: "audit",
  validateSearch: validateAuditSearch,
  component: lazyRouteComponent(() => import("@/settings/audit/AuditPage"), "AuditPage"),
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

const retention = createRoute({
  getParentRoute: () => account,
  path: "retention",
  component: lazyRouteComponent(
    () => import("@/settings/retention/RetentionPage"),
    "RetentionPage",
  ),
});
const stuckWork = createRoute({
  getParentRoute: () => account,
  path: "stuck-work",
  component: lazyRouteComponent(() => import("@/settings/stuck/StuckPage"), "StuckPage"),
});

const plan = createRoute({
  getParentRoute: () => account,
  path: "plan",
  component: lazyRouteComponent(() => import("@/settings/plan/PlanPage"), "PlanPage"),
});

const directory = createRoute({
  getParentRoute: () => account,
  path: "directory",
  component: lazyRouteComponent(
    () => import("@/settings/directory/DirectoryPage"),
    "DirectoryPage",
  ),
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
  validateSearch: validateChannelsSearch,
  component: lazyRouteComponent(() => import("@/settings/channels/ChannelsPage"), "ChannelsPage"),
});

const number = createRoute({
  getParentRoute: () => channels,
  path: "numbers/$numberId",
  validateSearch: validateNumberSearch,
  component: lazyRouteComponent(
    () => import("@/settings/channels/number/NumberPage"),
    "NumberPage",
  ),
});
const numberOrder = createRoute({
  getParentRoute: () => channels,
  path: "numbers/orders/$orderId",
  validateSearch: validateOrderSearch,
  component: lazyRouteComponent(() => import("@/settings/channels/orders/OrderPage"), "OrderPage"),
});

const help = createRoute({
  getParentRoute: () => shell,
  path: "/help",
  component: lazyRouteComponent(() => import("@/help/HelpPage"), "HelpLayout"),
});
const helpIndex = createRoute({
  getParentRoute: () => help,
  path: "/",
  component: lazyRouteComponent(() => import("@/help/HelpPage"), "HelpIndex"),
});
const helpTopic = createRoute({
  getParentRoute: () => help,
  path: "$topic",
  component: lazyRouteComponent(() => import("@/help/HelpPage"), "TopicPage"),
});

const routeTree = root.addChildren([
  signIn,
  signUp,
  link,
  forgot,
  start,
  askDemo,
  askOperator,
  plans,
  shell.addChildren([
    home,
    work.addChildren([workOne]),
    all.addChildren([allOne]),
    account.addChildren([
      accountHome,
      users,
      invites,
      oneUser,
      profile,
      roles,
      newRole,
      oneRole,
      seats,
      signInSettings,
      security,
      keys,
      directory,
      webhooks,
      oneWebhook,
      audit,
      retention,
      stuckWork,
      plan,
    ]),
    settings.addChildren([settingsHome, queues]),
    channels.addChildren([channelsHome, numbers, number, numberOrder]),
    help.addChildren([helpIndex, helpTopic]),
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
