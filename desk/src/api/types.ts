// The shapes of the server's API and live frames, as the contract between desk and server has them.

export type Id = string;
/** RFC 3339 with Z. */
export type Instant = string;

export type AgentStatus = "available" | "busy" | "away" | "offline";
export type ConversationStatus = "open" | "waiting" | "solved" | "closed";
export type Priority = "low" | "normal" | "high" | "urgent";
export type Delivery =
  | "received"
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "failed"
  | "unknown";
export type Ability =
  | "reply"
  | "take"
  | "assign"
  | "status"
  | "priority"
  | "topic"
  | "read"
  | "rename";

export interface Named {
  id: Id;
  name: string;
}

export interface Installation {
  name: string;
  version: string;
  signup: "open" | "first" | "closed";
  can_sign_up: boolean;
  token_needed: boolean;
  simulator_url: string | null;
}

export interface RoleRef extends Named {
  kind: "default" | "custom";
}

export interface Agent {
  user_id: Id;
  name: string;
  status: AgentStatus;
  status_since: Instant;
  load: number;
  capacity: number;
  version: number;
}

export interface Me {
  user: { id: Id; name: string; email: string };
  account: Named;
  roles: RoleRef[];
  permissions: string[];
  restrictions: string[];
  seated: boolean;
  viewer: boolean;
  agent: Agent | null;
  live_position: string;
  /** The account requires a second factor: nothing else is open until there is one. */
  must_set_up: boolean;
}

export interface Person {
  id: Id;
  name: string | null;
  phone: string;
}

export interface Conversation {
  id: Id;
  version: number;
  status: ConversationStatus;
  priority: Priority;
  channel: string;
  topic: string | null;
  queue: Named;
  assignee: Named | null;
  person: Person;
  /** The account's own number, E.164. */
  number: string;
  last_message: {
    text: string;
    direction: "inbound" | "outbound";
    status: Delivery;
    at: Instant;
  } | null;
  inbound_count: number;
  read_count: number;
  created_at: Instant;
  updated_at: Instant;
  last_message_at: Instant;
  waiting_since: Instant | null;
  closed_at: Instant | null;
  can: Ability[];
}

export interface Message {
  type: "message";
  id: Id;
  conversation_id: Id;
  position: number;
  version: number;
  direction: "inbound" | "outbound";
  text: string;
  author: { kind: "customer" | "agent" | "system" | "api"; id: Id | null; name: string };
  status: Delivery;
  failure: { code: string; detail: string } | null;
  segments: number;
  client_id: string | null;
  created_at: Instant;
  sent_at: Instant | null;
  delivered_at: Instant | null;
  can: "retry"[];
}

export interface Change {
  type: "change";
  id: Id;
  conversation_id: Id;
  position: number;
  kind: "created" | "assigned" | "status" | "priority" | "topic" | "queue";
  actor: { kind: "agent" | "system" | "customer" | "api"; id: Id | null; name: string };
  before: string | null;
  after: string | null;
  at: Instant;
}

export type Item = Message | Change;

export interface ConversationPage {
  items: Conversation[];
  next: string | null;
  position: string;
}

export interface TimelinePage {
  items: Item[];
  earlier: number | null;
}

export interface Assignee {
  user_id: Id;
  name: string;
  status: AgentStatus;
  load: number;
  capacity: number;
  in_queue: boolean;
  me: boolean;
}

export type Frame =
  | { type: "ready"; position: string }
  | { type: "reset"; position: string }
  | { type: "conversation"; conversation: Conversation; items: Item[]; position: string }
  | { type: "gone"; conversation_id: Id; position: string }
  | { type: "agent"; agent: Agent; position: string }
  | { type: "read"; conversation_id: Id; read_count: number; position: string }
  | { type: "access"; position: string }
  | { type: "position"; position: string }
  | { type: "signed_out" }
  | { type: "pong" };

export interface FieldError {
  field: string;
  message: string;
}

/** RFC 9457 problem details with our extensions. */
export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: FieldError[];
  missing_permission?: { key: string; title: string };
  granted_by?: Named[];
}

export interface User {
  id: Id;
  name: string;
  email: string;
  state: "enabled" | "disabled";
  roles: RoleRef[];
  seat: boolean;
  viewer: boolean;
  last_sign_in_at: Instant | null;
  version: number;
}

export interface Role extends RoleRef {
  description: string;
  permissions: string[];
}

export interface Seats {
  total: number;
  used: number;
  free: number;
}

export interface Queue {
  id: Id;
  name: string;
  is_default: boolean;
  auto_assignment: boolean;
  members: number;
  version: number;
}

export interface QueueMember {
  user_id: Id;
  name: string;
  kind: "agent" | "viewer";
  seat: boolean;
}

export interface QueueMembers {
  items: QueueMember[];
  version: number;
}

export interface Carrier {
  id: Id;
  name: string;
  kind: "smpp" | "simulator";
  host: string;
  port: number;
  system_id: string;
  system_type: string;
  bind: "transceiver" | "transmitter" | "receiver" | "both";
  tls: boolean;
  /** Whom the certificate must name; null for the host itself. */
  tls_server_name: string | null;
  /** PEM of the authorities to trust instead of the public ones; null for those. */
  tls_authorities: string | null;
  window: number;
  per_second: number;
  enquire_seconds: number;
  enabled: boolean;
  state: "connecting" | "bound" | "retrying" | "stopped";
  state_detail: string | null;
  state_at: Instant;
  version: number;
}

export interface OurNumber {
  id: Id;
  number: string;
  carrier: Named;
  created_at: Instant;
}

export interface ApiKey {
  id: Id;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: Instant;
  last_used_at: Instant | null;
  expires_at: Instant | null;
}

export interface Permission {
  key: string;
  title: string;
  help: string;
  section: string;
  kind: string;
  feature: string;
  /** Whether the feature it is for exists yet. */
  built: boolean;
}

export interface Catalogue {
  sections: { id: string; title: string }[];
  items: Permission[];
}

export interface Page<T> {
  items: T[];
  next: string | null;
}
