// Pictures of users: who has one, and changing one's own or, for administrators, anybody's.
import { ApiError, request } from "./client";
import type { Id, Problem, Schemas } from "./types";

export type AvatarList = Schemas["Avatars"];
export type ShownAvatar = Schemas["ShownAvatar"];

export const MOST_BYTES = 5_000_000;

/** Whose picture: one's own, or that of the user with this id. */
export type Whose = "me" | { user: Id };

const pathOf = (whose: Whose): string =>
  whose === "me" ? "/api/me/avatar" : `/api/users/${whose.user}/avatar`;

export const fetchAvatars = (): Promise<AvatarList> => request("GET", "/api/avatars");

export const removeAvatar = (whose: Whose): Promise<ShownAvatar> =>
  request("DELETE", pathOf(whose));

/** Sends a picture and tells how far it has come, from 0 to 1. Throws ApiError. */
export async function uploadAvatar(
  whose: Whose,
  file: Blob,
  onProgress: (part: number) => void,
): Promise<ShownAvatar> {
  try {
    return await send(whose, file, onProgress);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    // Asks to sign in again, and comes back once that is done.
    await request("GET", "/api/me");
    return await send(whose, file, onProgress);
  }
}

function send(whose: Whose, file: Blob, onProgress: (part: number) => void): Promise<ShownAvatar> {
  // `fetch` cannot tell how much of a body has gone.
  const sending = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    sending.open("PUT", pathOf(whose));
    sending.responseType = "json";
    sending.setRequestHeader("Accept", "application/json");
    sending.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    sending.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    sending.onload = () => {
      if (sending.status === 200 && sending.response) resolve(sending.response as ShownAvatar);
      else reject(new ApiError(sending.status, (sending.response as Problem | null) ?? {}));
    };
    sending.onerror = () => reject(new ApiError(0, { code: "unreachable" }));
    sending.send(file);
  });
}
