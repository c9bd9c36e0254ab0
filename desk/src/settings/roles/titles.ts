// What permissions are called, by their keys.
import type { Catalogue } from "@/api/types";

export const titlesOf = (catalogue: Catalogue | undefined): ReadonlyMap<string, string> =>
  new Map((catalogue?.items ?? []).map((each) => [each.key, each.title]));

export const inWords = (keys: readonly string[], titles: ReadonlyMap<string, string>): string =>
  keys.map((each) => titles.get(each) ?? each).join(", ");
