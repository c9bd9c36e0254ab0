// The requests of the settings pages: people, seats, queues, carriers, numbers, keys.
import { request } from "./client";
import type {
  ApiKey,
  Carrier,
  Catalogue,
  Id,
  OurNumber,
  Page,
  Queue,
  QueueMember,
  QueueMembers,
  Role,
  Seats,
  SmppCarrier,
  User,
} from "./types";

type CarrierState = "state" | "state_detail" | "state_at" | "version";

export interface CarrierForm extends Omit<SmppCarrier, "protocol" | "id" | "kind" | CarrierState> {
  /** Write-only; left out when it stays as it is. */
  password?: string;
}

export interface NewKey {
  name: string;
  scopes: string[];
  networks: string[];
  expires_at: string | null;
}

export type KeyChange = Omit<NewKey, "scopes"> & { version: number };

const part = encodeURIComponent;

export function fetchUsers(q: string, cursor: string | null): Promise<Page<User>> {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  if (cursor) query.set("cursor", cursor);
  return request("GET", `/api/users?${query}`);
}

export const setUserRoles = (id: Id, role_ids: Id[]): Promise<User> =>
  request("PUT", `/api/users/${part(id)}/roles`, { body: { role_ids } });
export const setUserSeat = (id: Id, seat: boolean): Promise<User> =>
  request("PUT", `/api/users/${part(id)}/seat`, { body: { seat } });
export const setUserState = (id: Id, state: User["state"]): Promise<User> =>
  request("PUT", `/api/users/${part(id)}/state`, { body: { state } });

export const fetchRoles = (): Promise<{ items: Role[] }> => request("GET", "/api/roles");
export const fetchPermissions = (): Promise<Catalogue> => request("GET", "/api/permissions");
export const fetchSeats = (): Promise<Seats> => request("GET", "/api/seats");

export const fetchQueues = (): Promise<{ items: Queue[] }> => request("GET", "/api/queues");
export const fetchMembers = (id: Id): Promise<QueueMembers> =>
  request("GET", `/api/queues/${part(id)}/members`);
export const saveMembers = (
  id: Id,
  members: Pick<QueueMember, "user_id" | "kind">[],
  version: number,
): Promise<QueueMembers> =>
  request("PUT", `/api/queues/${part(id)}/members`, { body: { members, version } });

export const fetchCarriers = (): Promise<{ items: Carrier[] }> => request("GET", "/api/carriers");
export const createCarrier = (body: CarrierForm): Promise<Carrier> =>
  request("POST", "/api/carriers", { body });
/** `version` is that of the carrier that the form shows: 409 `stale` when it changed since. */
export const saveCarrier = (id: Id, version: number, body: CarrierForm): Promise<Carrier> =>
  request("PUT", `/api/carriers/${part(id)}`, { body: { ...body, version } });
export const removeCarrier = (id: Id): Promise<void> =>
  request("DELETE", `/api/carriers/${part(id)}`);

export const fetchNumbers = (): Promise<{ items: OurNumber[] }> => request("GET", "/api/numbers");
export const createNumber = (number: string, carrier_id: Id): Promise<OurNumber> =>
  request("POST", "/api/numbers", { body: { number, carrier_id } });
export const removeNumber = (id: Id): Promise<void> =>
  request("DELETE", `/api/numbers/${part(id)}`);

export const fetchKeys = (mine: boolean): Promise<{ items: ApiKey[] }> =>
  request("GET", mine ? "/api/api-keys?mine=true" : "/api/api-keys");
export const saveKey = (id: Id, body: KeyChange): Promise<ApiKey> =>
  request("PUT", `/api/api-keys/${part(id)}`, { body });
export const createKey = (body: NewKey): Promise<ApiKey & { key: string }> =>
  request("POST", "/api/api-keys", { body });
export const removeKey = (id: Id): Promise<void> => request("DELETE", `/api/api-keys/${part(id)}`);
