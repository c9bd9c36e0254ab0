// Generated from the permission catalogue by `hubbub generate permissions`; do not edit.

export type PermissionKey =
  | "contact-center/conversations/view"
  | "contact-center/conversations/manage"
  | "conversations/conversation/manage/extended"
  | "apps/ccaas/conversations/manage"
  | "conversations/dashboard/view"
  | "apps/ccaas/agent-companion/manage"
  | "apps/ccaas/automations/manage"
  | "apps/ccaas/conversations/queues/manage"
  | "apps/ccaas/conversations/routes/manage"
  | "apps/ccaas/conversations/waiting-strategies/queue-based/manage"
  | "apps/ccaas/custom-context-card/manage"
  | "apps/ccaas/customer-card/manage"
  | "apps/ccaas/dispositions/manage"
  | "apps/ccaas/jira/manage"
  | "apps/ccaas/macros/manage"
  | "apps/ccaas/sentiment/manage"
  | "apps/ccaas/shopify/manage"
  | "apps/ccaas/sla/manage"
  | "apps/ccaas/surveys/manage"
  | "conversations/ai/conversation-summary/view"
  | "conversations/ai/enhance-writing/view"
  | "conversations/ai/suggested-replies/view"
  | "conversations/ai/translation/view"
  | "conversations/all-queues/view"
  | "conversations/all-work/bot-conversations/manage"
  | "conversations/all-work/bulk-actions/manage"
  | "conversations/all-work/custom-views-global/manage"
  | "conversations/all-work/custom-views/manage"
  | "conversations/all-work/dispositions/manage"
  | "conversations/all-work/queues/manage"
  | "conversations/all-work/sentiment/manage"
  | "conversations/allow-applying-tags"
  | "conversations/allow-assignment"
  | "conversations/allow-start-conversation"
  | "conversations/analytics/dispositions/manage"
  | "conversations/analytics/queues/manage"
  | "conversations/audit-logs/manage"
  | "conversations/calls/screen-share/limit-entire-screen"
  | "conversations/custom-context-card/view"
  | "conversations/email-threading-configuration/manage"
  | "conversations/event-logs/manage"
  | "conversations/guides/manage"
  | "conversations/licences/manage"
  | "conversations/licences/view"
  | "conversations/macros/manage"
  | "conversations/my-work/dispositions/manage"
  | "conversations/my-work/download-conversation"
  | "conversations/my-work/queues/manage"
  | "conversations/my-work/sentiment/manage"
  | "conversations/queues/view/extended"
  | "conversations/senders/all-available"
  | "conversations/shortid/manage"
  | "conversations/sla/manage"
  | "conversations/start/disabled"
  | "conversations/tags/manage"
  | "conversations/templates/manage"
  | "users/avatar/delete"
  | "users/avatar/manage"
  | "users/avatar/upload"
  | "account/users/view"
  | "account/users/manage"
  | "account/roles/manage"
  | "account/roles/grant-any"
  | "account/seats/manage"
  | "account/channels/manage"
  | "account/api-keys/manage"
  | "account/webhooks/manage"
  | "account/sign-in/manage"
  | "account/details/manage"
  | "account/audit/view";

export type PermissionKind = "account" | "analytics" | "base" | "dependent" | "licence" | "profile" | "restrict" | "setup";

export interface PermissionInfo {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly section: string;
  readonly kind: PermissionKind;
  readonly built: boolean;
}

export const PERMISSIONS: Readonly<Record<PermissionKey, PermissionInfo>> = {
  "contact-center/conversations/view": {
    name: "VIEW",
    title: "View conversations",
    help: "Read the conversations of one's own queues and those assigned to oneself, with notes and history. Works without a seat; alone it never lets anyone answer.",
    section: "access",
    kind: "base",
    built: true,
  },
  "contact-center/conversations/manage": {
    name: "MANAGE",
    title: "Work on assigned conversations",
    help: "Answer the conversations assigned to oneself, write notes in them and change their status, priority and topic. Includes viewing.",
    section: "access",
    kind: "base",
    built: true,
  },
  "conversations/conversation/manage/extended": {
    name: "MANAGE_ALL",
    title: "Manage all conversations",
    help: "Read every conversation of the account and act in each of them, whoever it is assigned to. Includes working and viewing.",
    section: "access",
    kind: "base",
    built: true,
  },
  "apps/ccaas/conversations/manage": {
    name: "CONFIGURE",
    title: "Settings",
    help: "Open the settings and change every section that has no permission of its own: agents, statuses, capacity, working hours, defaults.",
    section: "routing",
    kind: "setup",
    built: false,
  },
  "conversations/dashboard/view": {
    name: "SEE_ANALYTICS",
    title: "Analytics",
    help: "Open the dashboards and reports: live and past figures of the whole account. Opening a conversation from a figure needs conversation access too.",
    section: "analytics",
    kind: "analytics",
    built: false,
  },
  "apps/ccaas/agent-companion/manage": {
    name: "CONFIGURE_COMPANION",
    title: "Set up the agent companion",
    help: "Switch the assistance features on or off, choose the queues they serve and the knowledge they draw on.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/automations/manage": {
    name: "CONFIGURE_WORKFLOWS",
    title: "Set up workflows",
    help: "Build, order and enable workflows: a trigger, its conditions and what is done then.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/conversations/queues/manage": {
    name: "CONFIGURE_QUEUES",
    title: "Set up queues",
    help: "Create, change and delete queues, choose their agents and viewers, and switch automatic assignment on or off.",
    section: "routing",
    kind: "setup",
    built: true,
  },
  "apps/ccaas/conversations/routes/manage": {
    name: "CONFIGURE_ROUTES",
    title: "Set up routes",
    help: "Write the ordered rules that decide which queue a new conversation goes to.",
    section: "routing",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/conversations/waiting-strategies/queue-based/manage": {
    name: "CONFIGURE_WAITING",
    title: "Set up waiting per queue",
    help: "Decide for each queue what a caller hears while waiting: greeting, music, position, longest wait, call-back.",
    section: "routing",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/custom-context-card/manage": {
    name: "CONFIGURE_CONTEXT_CARDS",
    title: "Set up custom cards",
    help: "Define the cards that fetch facts about a customer from the company's other systems.",
    section: "integrations",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/customer-card/manage": {
    name: "CONFIGURE_CUSTOMER_CARD",
    title: "Set up the customer card",
    help: "Choose which facts about a customer stand beside a conversation, in which order, and which can be edited there.",
    section: "integrations",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/dispositions/manage": {
    name: "CONFIGURE_FORMS",
    title: "Set up forms",
    help: "Create and change the internal forms that agents fill in, with their fields and rules.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/jira/manage": {
    name: "CONFIGURE_JIRA",
    title: "Set up Jira",
    help: "Connect a Jira site and decide which project and issue type a conversation turns into.",
    section: "integrations",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/macros/manage": {
    name: "CONFIGURE_MACROS",
    title: "Set up macros",
    help: "Create and change the macros that agents run.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/sentiment/manage": {
    name: "CONFIGURE_SENTIMENT",
    title: "Set up sentiment",
    help: "Switch sentiment on and choose the queues, languages and thresholds it works with.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/shopify/manage": {
    name: "CONFIGURE_SHOPIFY",
    title: "Set up Shopify",
    help: "Connect a Shopify shop, so that its customers and orders stand beside conversations.",
    section: "integrations",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/sla/manage": {
    name: "CONFIGURE_SLA",
    title: "Set up service levels",
    help: "Create and change service-level policies, their targets and their order.",
    section: "routing",
    kind: "setup",
    built: false,
  },
  "apps/ccaas/surveys/manage": {
    name: "CONFIGURE_SURVEYS",
    title: "Set up surveys",
    help: "Create and change the surveys that customers get after a conversation.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "conversations/ai/conversation-summary/view": {
    name: "SUMMARISE",
    title: "Summarise a conversation",
    help: "Ask for a short machine-made summary of a conversation and read those that were made before.",
    section: "assistance",
    kind: "dependent",
    built: false,
  },
  "conversations/ai/enhance-writing/view": {
    name: "ENHANCE_WRITING",
    title: "Improve a draft",
    help: "Have one's draft rephrased, corrected or shortened before it is sent.",
    section: "assistance",
    kind: "dependent",
    built: false,
  },
  "conversations/ai/suggested-replies/view": {
    name: "SUGGEST_REPLIES",
    title: "Get suggested replies",
    help: "Be offered machine-made answers to choose from and edit. None is sent by itself.",
    section: "assistance",
    kind: "dependent",
    built: false,
  },
  "conversations/ai/translation/view": {
    name: "TRANSLATE",
    title: "Translate messages",
    help: "Read a customer's message in one's own language and translate the answer back.",
    section: "assistance",
    kind: "dependent",
    built: false,
  },
  "conversations/all-queues/view": {
    name: "SEE_ALL_QUEUES",
    title: "See the names of all queues",
    help: "Find every queue of the account in the settings, lists and pickers, with its agents and viewers. It does not open the conversations in them.",
    section: "reach",
    kind: "dependent",
    built: true,
  },
  "conversations/all-work/bot-conversations/manage": {
    name: "SEE_BOT_CONVERSATIONS",
    title: "See bot conversations",
    help: "List in All work the conversations that a chatbot is handling, and read along.",
    section: "all-work",
    kind: "dependent",
    built: false,
  },
  "conversations/all-work/bulk-actions/manage": {
    name: "ACT_IN_BULK",
    title: "Act on many conversations",
    help: "Select rows in All work to change them in one go or to save their transcripts. Every row is still checked by itself.",
    section: "all-work",
    kind: "dependent",
    built: false,
  },
  "conversations/all-work/custom-views-global/manage": {
    name: "SHARE_VIEWS",
    title: "Share views with everyone",
    help: "Make and change saved views of All work that everybody in the account gets. Each reader still sees only what he may.",
    section: "all-work",
    kind: "dependent",
    built: false,
  },
  "conversations/all-work/custom-views/manage": {
    name: "KEEP_VIEWS",
    title: "Keep private views",
    help: "Save filters and columns of All work as views of one's own.",
    section: "all-work",
    kind: "dependent",
    built: false,
  },
  "conversations/all-work/dispositions/manage": {
    name: "FILTER_BY_FORM",
    title: "Filter by form",
    help: "Narrow All work down by the answers given in internal forms.",
    section: "all-work",
    kind: "dependent",
    built: false,
  },
  "conversations/all-work/queues/manage": {
    name: "FILTER_BY_QUEUE",
    title: "Filter by queue",
    help: "Show the queue as a column of All work and narrow the list down by it.",
    section: "all-work",
    kind: "dependent",
    built: false,
  },
  "conversations/all-work/sentiment/manage": {
    name: "FILTER_BY_SENTIMENT",
    title: "Filter by sentiment",
    help: "Narrow All work down to positive, neutral or negative conversations.",
    section: "all-work",
    kind: "dependent",
    built: false,
  },
  "conversations/allow-applying-tags": {
    name: "TAG",
    title: "Apply tags",
    help: "Put existing tags on a conversation and take them off. Making new tags is a setting of its own.",
    section: "actions",
    kind: "dependent",
    built: false,
  },
  "conversations/allow-assignment": {
    name: "ASSIGN",
    title: "Assign conversations",
    help: "Take an unassigned conversation, hand one over or give it to a colleague. Without it, work arrives by automatic assignment only.",
    section: "actions",
    kind: "dependent",
    built: true,
  },
  "conversations/allow-start-conversation": {
    name: "START",
    title: "Start new conversations",
    help: "Write to a customer first: choose sender and recipient, in My work and in All work.",
    section: "actions",
    kind: "dependent",
    built: true,
  },
  "conversations/analytics/dispositions/manage": {
    name: "FILTER_ANALYTICS_BY_FORM",
    title: "Filter live figures by form",
    help: "Narrow the figures of the Right now page down by internal form. Does nothing without Analytics.",
    section: "analytics",
    kind: "analytics",
    built: false,
  },
  "conversations/analytics/queues/manage": {
    name: "FILTER_ANALYTICS_BY_QUEUE",
    title: "Filter live figures by queue",
    help: "Narrow the figures of the Right now page down to chosen queues. Does nothing without Analytics.",
    section: "analytics",
    kind: "analytics",
    built: false,
  },
  "conversations/audit-logs/manage": {
    name: "SEE_SETTINGS_AUDIT",
    title: "Read the settings audit log",
    help: "Read who changed which setting of Conversations, when, and what it was before. Nothing can be changed there.",
    section: "logs",
    kind: "setup",
    built: true,
  },
  "conversations/calls/screen-share/limit-entire-screen": {
    name: "LIMIT_SCREEN_SHARE",
    title: "Block sharing the entire screen",
    help: "In calls only a tab or a window can be shared, never the entire screen.",
    section: "restrictions",
    kind: "restrict",
    built: false,
  },
  "conversations/custom-context-card/view": {
    name: "SEE_CONTEXT_CARDS",
    title: "See custom cards",
    help: "See beside a conversation the cards that fetch facts from the company's other systems.",
    section: "assistance",
    kind: "dependent",
    built: false,
  },
  "conversations/email-threading-configuration/manage": {
    name: "CONFIGURE_EMAIL_THREADING",
    title: "Set up e-mail threading",
    help: "Decide how an e-mail finds its conversation and how much of the earlier thread an answer carries.",
    section: "integrations",
    kind: "setup",
    built: false,
  },
  "conversations/event-logs/manage": {
    name: "SEE_EVENT_LOG",
    title: "Read the event log",
    help: "Read what happened to conversations step by step: created, routed, assigned, delivered.",
    section: "logs",
    kind: "setup",
    built: false,
  },
  "conversations/guides/manage": {
    name: "CONFIGURE_GUIDES",
    title: "Set up guides",
    help: "Write the guides that lead agents through the product, and see who has finished them.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "conversations/licences/manage": {
    name: "MANAGE_LICENCES",
    title: "Assign seats",
    help: "Give seats to users and take them away. It needs a seat itself; the account permission for seats does not.",
    section: "logs",
    kind: "licence",
    built: true,
  },
  "conversations/licences/view": {
    name: "SEE_LICENCES",
    title: "See seats",
    help: "See how many seats there are, how many are used and who holds them.",
    section: "logs",
    kind: "licence",
    built: true,
  },
  "conversations/macros/manage": {
    name: "USE_MACROS",
    title: "Run macros",
    help: "Run a prepared macro while answering or starting a conversation. Each step still needs the right it would need by hand.",
    section: "actions",
    kind: "dependent",
    built: false,
  },
  "conversations/my-work/dispositions/manage": {
    name: "USE_FORMS",
    title: "Fill in forms",
    help: "Fill in and save the internal form beside a conversation in My work.",
    section: "my-work",
    kind: "dependent",
    built: false,
  },
  "conversations/my-work/download-conversation": {
    name: "DOWNLOAD_TRANSCRIPT",
    title: "Download transcripts",
    help: "Save one conversation as a file, with its messages, times and authors. Each download is logged.",
    section: "my-work",
    kind: "dependent",
    built: true,
  },
  "conversations/my-work/queues/manage": {
    name: "MOVE_TO_QUEUE",
    title: "Move to another queue",
    help: "Pass a conversation on to a different queue from My work; it is then assigned anew.",
    section: "my-work",
    kind: "dependent",
    built: false,
  },
  "conversations/my-work/sentiment/manage": {
    name: "SEE_SENTIMENT",
    title: "See sentiment",
    help: "See beside a conversation how the customer seems to feel, now and over time.",
    section: "my-work",
    kind: "dependent",
    built: false,
  },
  "conversations/queues/view/extended": {
    name: "REACH_ALL_QUEUES",
    title: "Read all queues",
    help: "Read the conversations of every queue without being a member. Acting in them follows the other permissions.",
    section: "reach",
    kind: "dependent",
    built: true,
  },
  "conversations/senders/all-available": {
    name: "SEE_ALL_SENDERS",
    title: "Use all senders",
    help: "Choose among all senders of the account instead of only those of one's own queues.",
    section: "reach",
    kind: "dependent",
    built: true,
  },
  "conversations/shortid/manage": {
    name: "CONFIGURE_SHORT_IDS",
    title: "Set up short numbers",
    help: "Choose how conversations are numbered for people: the prefix and the counter.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "conversations/sla/manage": {
    name: "SEE_SLA",
    title: "See service-level settings",
    help: "Open the service-level pages to read the policies. Changing them is a permission of its own.",
    section: "routing",
    kind: "setup",
    built: false,
  },
  "conversations/start/disabled": {
    name: "START_DISABLED",
    title: "Block starting conversations",
    help: "Takes away the ability to start conversations, by any way, whatever other roles allow.",
    section: "restrictions",
    kind: "restrict",
    built: true,
  },
  "conversations/tags/manage": {
    name: "CONFIGURE_TAGS",
    title: "Set up tags",
    help: "Create, rename and delete the tags that may be put on conversations.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "conversations/templates/manage": {
    name: "CONFIGURE_TEMPLATES",
    title: "Set up templates",
    help: "Create and change reply templates and the folders they lie in.",
    section: "productivity",
    kind: "setup",
    built: false,
  },
  "users/avatar/delete": {
    name: "DELETE_AVATAR",
    title: "Remove one's picture",
    help: "Take the picture off one's own profile, so that initials stand there.",
    section: "profile",
    kind: "profile",
    built: true,
  },
  "users/avatar/manage": {
    name: "MANAGE_AVATAR",
    title: "Change one's picture",
    help: "Upload, replace or remove the picture on one's own profile.",
    section: "profile",
    kind: "profile",
    built: true,
  },
  "users/avatar/upload": {
    name: "UPLOAD_AVATAR",
    title: "Upload a picture",
    help: "Put a picture on one's own profile.",
    section: "profile",
    kind: "profile",
    built: true,
  },
  "account/users/view": {
    name: "SEE_USERS",
    title: "See users",
    help: "Open the list of users and see their roles, seat, state and effective access, without changing anything. For reviewers.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/users/manage": {
    name: "MANAGE_USERS",
    title: "Manage users",
    help: "Create, invite, edit, enable and disable users, sign them out, and change their picture. Roles given this way must be within one's own.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/roles/manage": {
    name: "MANAGE_ROLES",
    title: "Manage roles",
    help: "Create, edit, duplicate and delete custom roles and choose who holds a role, within one's own permissions.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/roles/grant-any": {
    name: "GRANT_ANY",
    title: "Grant any permission",
    help: "Give others permissions that one does not hold oneself. Only somebody who holds this can pass it on.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/seats/manage": {
    name: "MANAGE_SEATS",
    title: "Manage seats",
    help: "Give and take seats and read their log. Needs no seat, so that the first one can always be given.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/channels/manage": {
    name: "MANAGE_CHANNELS",
    title: "Manage channels and numbers",
    help: "Connect carriers, buy and release numbers and decide where what arrives on them goes.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/api-keys/manage": {
    name: "MANAGE_API_KEYS",
    title: "Manage API keys",
    help: "Create and revoke keys for programs. A key never holds more than its maker.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/webhooks/manage": {
    name: "MANAGE_WEBHOOKS",
    title: "Manage webhooks",
    help: "Choose which events of the account are sent to which addresses, and read how deliveries went.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/sign-in/manage": {
    name: "MANAGE_SIGN_IN",
    title: "Manage sign-in",
    help: "Set how people sign in: two-factor, single sign-on, directory sync and allowed addresses.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/details/manage": {
    name: "MANAGE_ACCOUNT",
    title: "Manage the account",
    help: "See the account's plan and what it uses, ask for more, say for how long things are kept, and free stuck work; with Manage all conversations also export and erase customers' data.",
    section: "account",
    kind: "account",
    built: true,
  },
  "account/audit/view": {
    name: "SEE_AUDIT",
    title: "Read the account audit log",
    help: "Read who changed users, roles, seats, channels, keys and sign-in settings, when and from which address.",
    section: "account",
    kind: "account",
    built: true,
  },
};

export const may = {
  VIEW: "contact-center/conversations/view",
  MANAGE: "contact-center/conversations/manage",
  MANAGE_ALL: "conversations/conversation/manage/extended",
  CONFIGURE: "apps/ccaas/conversations/manage",
  SEE_ANALYTICS: "conversations/dashboard/view",
  CONFIGURE_COMPANION: "apps/ccaas/agent-companion/manage",
  CONFIGURE_WORKFLOWS: "apps/ccaas/automations/manage",
  CONFIGURE_QUEUES: "apps/ccaas/conversations/queues/manage",
  CONFIGURE_ROUTES: "apps/ccaas/conversations/routes/manage",
  CONFIGURE_WAITING: "apps/ccaas/conversations/waiting-strategies/queue-based/manage",
  CONFIGURE_CONTEXT_CARDS: "apps/ccaas/custom-context-card/manage",
  CONFIGURE_CUSTOMER_CARD: "apps/ccaas/customer-card/manage",
  CONFIGURE_FORMS: "apps/ccaas/dispositions/manage",
  CONFIGURE_JIRA: "apps/ccaas/jira/manage",
  CONFIGURE_MACROS: "apps/ccaas/macros/manage",
  CONFIGURE_SENTIMENT: "apps/ccaas/sentiment/manage",
  CONFIGURE_SHOPIFY: "apps/ccaas/shopify/manage",
  CONFIGURE_SLA: "apps/ccaas/sla/manage",
  CONFIGURE_SURVEYS: "apps/ccaas/surveys/manage",
  SUMMARISE: "conversations/ai/conversation-summary/view",
  ENHANCE_WRITING: "conversations/ai/enhance-writing/view",
  SUGGEST_REPLIES: "conversations/ai/suggested-replies/view",
  TRANSLATE: "conversations/ai/translation/view",
  SEE_ALL_QUEUES: "conversations/all-queues/view",
  SEE_BOT_CONVERSATIONS: "conversations/all-work/bot-conversations/manage",
  ACT_IN_BULK: "conversations/all-work/bulk-actions/manage",
  SHARE_VIEWS: "conversations/all-work/custom-views-global/manage",
  KEEP_VIEWS: "conversations/all-work/custom-views/manage",
  FILTER_BY_FORM: "conversations/all-work/dispositions/manage",
  FILTER_BY_QUEUE: "conversations/all-work/queues/manage",
  FILTER_BY_SENTIMENT: "conversations/all-work/sentiment/manage",
  TAG: "conversations/allow-applying-tags",
  ASSIGN: "conversations/allow-assignment",
  START: "conversations/allow-start-conversation",
  FILTER_ANALYTICS_BY_FORM: "conversations/analytics/dispositions/manage",
  FILTER_ANALYTICS_BY_QUEUE: "conversations/analytics/queues/manage",
  SEE_SETTINGS_AUDIT: "conversations/audit-logs/manage",
  LIMIT_SCREEN_SHARE: "conversations/calls/screen-share/limit-entire-screen",
  SEE_CONTEXT_CARDS: "conversations/custom-context-card/view",
  CONFIGURE_EMAIL_THREADING: "conversations/email-threading-configuration/manage",
  SEE_EVENT_LOG: "conversations/event-logs/manage",
  CONFIGURE_GUIDES: "conversations/guides/manage",
  MANAGE_LICENCES: "conversations/licences/manage",
  SEE_LICENCES: "conversations/licences/view",
  USE_MACROS: "conversations/macros/manage",
  USE_FORMS: "conversations/my-work/dispositions/manage",
  DOWNLOAD_TRANSCRIPT: "conversations/my-work/download-conversation",
  MOVE_TO_QUEUE: "conversations/my-work/queues/manage",
  SEE_SENTIMENT: "conversations/my-work/sentiment/manage",
  REACH_ALL_QUEUES: "conversations/queues/view/extended",
  SEE_ALL_SENDERS: "conversations/senders/all-available",
  CONFIGURE_SHORT_IDS: "conversations/shortid/manage",
  SEE_SLA: "conversations/sla/manage",
  START_DISABLED: "conversations/start/disabled",
  CONFIGURE_TAGS: "conversations/tags/manage",
  CONFIGURE_TEMPLATES: "conversations/templates/manage",
  DELETE_AVATAR: "users/avatar/delete",
  MANAGE_AVATAR: "users/avatar/manage",
  UPLOAD_AVATAR: "users/avatar/upload",
  SEE_USERS: "account/users/view",
  MANAGE_USERS: "account/users/manage",
  MANAGE_ROLES: "account/roles/manage",
  GRANT_ANY: "account/roles/grant-any",
  MANAGE_SEATS: "account/seats/manage",
  MANAGE_CHANNELS: "account/channels/manage",
  MANAGE_API_KEYS: "account/api-keys/manage",
  MANAGE_WEBHOOKS: "account/webhooks/manage",
  MANAGE_SIGN_IN: "account/sign-in/manage",
  MANAGE_ACCOUNT: "account/details/manage",
  SEE_AUDIT: "account/audit/view",
} as const satisfies Readonly<Record<string, PermissionKey>>;

export const SECTIONS: readonly { readonly id: string; readonly title: string }[] = [
  { id: "access", title: "Conversation access" },
  { id: "actions", title: "Actions" },
  { id: "my-work", title: "My work" },
  { id: "all-work", title: "All work" },
  { id: "reach", title: "Queues and senders" },
  { id: "assistance", title: "Assistance" },
  { id: "analytics", title: "Analytics" },
  { id: "routing", title: "Settings: queues and routing" },
  { id: "productivity", title: "Settings: productivity and quality" },
  { id: "integrations", title: "Settings: channels and integrations" },
  { id: "logs", title: "Logs and licences" },
  { id: "profile", title: "Profile" },
  { id: "account", title: "Account administration" },
  { id: "restrictions", title: "Restrictions" },
];
