// Where texts and calls go: of a number, of its keywords, and of the account.
import { request } from "./client";
import type { components } from "./schema";
import type { Id, OurNumber } from "./types";

type Schemas = components["schemas"];

export type Inbound = Schemas["Inbound"];
export type InboundDefaults = Schemas["InboundDefaults"];
export type Configuration = Schemas["ShownConfiguration"];
export type Action = Configuration["action"];
export type BodyFormat = Configuration["body_format"];
export type Saved = Schemas["Saved"];
export type DryRun = Schemas["DryRun"];
export type TextAside = Schemas["ShownAside"];
export type InboundChannel = "sms" | "voice";

export interface WantedAction {
  channel: InboundChannel;
  action: Action;
  target: string | null;
  carrier_id: Id | null;
  version: number;
  body_format: BodyFormat;
}
export interface WantedKeyword extends WantedAction {
  id: Id | null;
  keyword: string | null;
}

const DEFAULTS = "/api/inbound-defaults";
const of = (number: Id): string => `/api/numbers/${encodeURIComponent(number)}`;

export const fetchNumber = (number: Id): Promise<OurNumber> => request("GET", of(number));
export const fetchInbound = (number: Id): Promise<Inbound> =>
  request("GET", `${of(number)}/inbound`);
export const saveInbound = (number: Id, body: WantedKeyword): Promise<Saved> =>
  request("PUT", `${of(number)}/inbound`, { body });
export const removeKeyword = (number: Id, { id, version }: Configuration): Promise<void> =>
  request("DELETE", `${of(number)}/inbound/${encodeURIComponent(id ?? "")}?version=${version}`);
export const restoreKeyword = (number: Id, id: Id): Promise<Configuration> =>
  request("POST", `${of(number)}/inbound/${encodeURIComponent(id)}/restore`);
export const tryText = (number: Id, text: string, sender: string | null): Promise<DryRun> =>
  request("POST", `${of(number)}/inbound/dry-run`, { body: { text, sender } });
export const fetchTextsAside = (number: Id): Promise<{ items: TextAside[] }> =>
  request("GET", `${of(number)}/inbound/texts`);
export const handOnAgain = (number: Id, delivery: Id): Promise<void> =>
  request("POST", `${of(number)}/inbound/texts/${encodeURIComponent(delivery)}/retry`);
export const fetchInboundDefaults = (): Promise<InboundDefaults> => request("GET", DEFAULTS);
export const saveInboundDefault = (body: WantedAction): Promise<Saved> =>
  request("PUT", DEFAULTS, { body });
export const tellAsWell = (
  { id, version }: OurNumber,
  forward_url: string | null,
): Promise<OurNumber> => request("PUT", of(id), { body: { forward_url, version } });
