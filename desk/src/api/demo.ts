// The requests about demos: begin one, see how far it is, look at it as somebody else.
import { request } from "./client";
import type { components } from "./schema";
import type { Id, Me } from "./types";

export type Demo = components["schemas"]["ShownDemo"];

const anonymous = true;

/** Whoever asks is signed in as the administrator of an account that is filled from then on. */
export const beginDemo = (): Promise<Me> => request("POST", "/api/demo", { anonymous });

/** Throws ApiError 401 once a filling that came to nothing was taken away. */
export const fetchDemo = (): Promise<Demo> => request("GET", "/api/demo", { anonymous });

export const lookAs = (user: Id): Promise<Me> =>
  request("POST", "/api/demo/look-as", { body: { user_id: user } });
