// Short names for the shapes of the server's API and live frames, which are generated from its
// OpenAPI document; what stands here by itself is not in that document.
import type { components } from "./schema";

export type Schemas = components["schemas"];

export type Id = string;
/** RFC 3339 with Z. */
export type Instant = string;

export type Named = Schemas["Named"];

export type Installation = Schemas["Installation"];
export type Me = Schemas["Me"];
export type RoleRef = Schemas["ShownRole"];
export type Agent = Schemas["ShownAgent"];
export type AgentStatus = Agent["status"];

export type Person = Schemas["ShownPerson"];
export type Conversation = Schemas["ShownConversation"];
export type ConversationStatus = Conversation["status"];
export type Priority = Conversation["priority"];
export type Ability = Conversation["can"][number];
export type ConversationPage = Schemas["ConversationPage"];

export type Message = Schemas["ShownMessage"];
export type Delivery = Message["status"];
export type Change = Schemas["ShownChange"];
export type Item = Message | Change;
export type TimelinePage = Schemas["Timeline"];
export type Assignee = Schemas["Assignee"];
export type Text = Schemas["ShownText"];

export type Frame = Schemas["Frames"]["frames"][number];

export type User = Schemas["ShownUser"];
export type Role = Schemas["ListedRole"];
export type Seats = Schemas["Seats"];
export type Queue = Schemas["ShownQueue"];
export type QueueMember = Schemas["Member"];
export type QueueMembers = Schemas["Members"];
export type SmppCarrier = Schemas["ShownSmppCarrier"];
export type HttpCarrier = Schemas["ShownHttpCarrier"];
export type Carrier = SmppCarrier | HttpCarrier;
export type OurNumber = Schemas["ShownNumber"];
export type ApiKey = Schemas["ShownKey"];
export type Permission = Schemas["ShownPermission"];
export type Catalogue = Schemas["Catalogue"];

/** A page of a long list, and where the following one begins. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface FieldError {
  field: string;
  message: string;
}

/** RFC 9457 problem details with our extensions, which every refusal is. */
export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: FieldError[];
  missing_permission?: { key: string; title: string };
  granted_by?: Named[];
  /** Why the permission does not hold, in a sentence. */
  why?: string;
  /** The role to take off so that the others can be held together. */
  take_off?: string | null;
  /** The open conversation that stands in the way of a new one, where it may be seen. */
  conversation_id?: string;
}
