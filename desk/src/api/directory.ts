// A company's directory: how the connection with it goes.
import { request } from "./client";
import type { Id, Instant } from "./types";

export interface DirectoryKey {
  id: Id;
  /** Null for a key that was revoked. */
  name: string | null;
}

export interface DirectoryRequest {
  at: Instant;
  /** Null where somebody came by a session. */
  key: DirectoryKey | null;
  request: string;
  status: number;
}

export interface DirectoryFailure extends DirectoryRequest {
  id: Id;
  who: string | null;
  detail: string;
}

export interface Directory {
  address: string;
  users: number;
  groups: number;
  last_request: DirectoryRequest | null;
  failures: DirectoryFailure[];
}

export const fetchDirectory = (): Promise<Directory> => request("GET", "/api/directory");
