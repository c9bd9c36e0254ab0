// Who has a picture: the hash of each, by user. Whoever is not in it is shown by initials.
import { createContext } from "react";

export type Avatars = ReadonlyMap<string, string>;

export const AvatarsContext = createContext<Avatars>(new Map());

export const pictureAddress = (hash: string, size: 64 | 256): string =>
  `/api/avatars/${hash}?size=${size}`;
