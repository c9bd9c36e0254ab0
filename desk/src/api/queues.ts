// The requests of the queue page: members, and who could become one.
import { request } from "./client";
import type { Id, QueueMembers, Schemas } from "./types";

export type Candidate = Schemas["QueueCandidate"];
export type CandidatePage = Schemas["CandidatePage"];

export interface CandidateQuery {
  q: string;
  role: Id;
}

export function fetchQueueCandidates(
  wanted: CandidateQuery,
  cursor: string | null,
): Promise<CandidatePage> {
  const query = new URLSearchParams();
  if (wanted.q) query.set("q", wanted.q);
  if (wanted.role) query.set("role", wanted.role);
  if (cursor) query.set("cursor", cursor);
  return request("GET", `/api/queues/candidates?${query}`);
}

/** The members as they would be with these people as that. */
export function withKind(
  members: QueueMembers,
  people: Iterable<Id>,
  kind: "agent" | "viewer" | null,
): { user_id: Id; kind: "agent" | "viewer" }[] {
  const chosen = new Set(people);
  const kept = members.items
    .filter((each) => !chosen.has(each.user_id))
    .map(({ user_id, kind }) => ({ user_id, kind }));
  return kind === null ? kept : [...kept, ...[...chosen].map((user_id) => ({ user_id, kind }))];
}
