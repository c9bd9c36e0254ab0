// The requests about what is kept of a person.
import { request } from "./client";
import { downloadFile } from "./download";
import type { components } from "./schema";
import type { Id } from "./types";

export type Privacy = components["schemas"]["ShownPrivacy"];
export type PrivacyJob = components["schemas"]["ShownPrivacyJob"];

const at = (id: Id): string => `/api/people/${encodeURIComponent(id)}`;

export const fetchPrivacy = (id: Id): Promise<Privacy> => request("GET", `${at(id)}/privacy`);
export const beginExport = (id: Id): Promise<Privacy> => request("POST", `${at(id)}/exports`);
export const erasePerson = (id: Id, number: string): Promise<Privacy> =>
  request("POST", `${at(id)}/erasure`, { body: { number } });
export const holdPerson = (id: Id, held: boolean): Promise<Privacy> =>
  request("PUT", `${at(id)}/hold`, { body: { held } });
export async function holdConversation(person: Id, id: Id, held: boolean): Promise<Privacy> {
  await request("PUT", `/api/conversations/${encodeURIComponent(id)}/hold`, { body: { held } });
  return fetchPrivacy(person);
}
/** Throws ApiError. */
export const fetchExport = (id: Id, job: Id): Promise<void> =>
  downloadFile(`${at(id)}/exports/${encodeURIComponent(job)}/file`, "personal data.zip");
