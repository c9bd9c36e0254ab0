// Who has a picture: fetched once, and kept in step by the live socket and by one's own changes.
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type AvatarList, fetchAvatars, type ShownAvatar } from "@/api/avatars";
import type { Avatars } from "@/ui/avatars";

const queryKey = ["avatars"];

export function useAvatars(): Avatars {
  const { data } = useQuery({
    queryKey,
    queryFn: fetchAvatars,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => {
    const found = new Map<string, string>();
    for (const each of data?.items ?? []) if (each.avatar) found.set(each.user_id, each.avatar);
    return found;
  }, [data]);
}

/** Takes a change that was just told. */
export function keepAvatar(queries: QueryClient, change: ShownAvatar): void {
  const others = queries
    .getQueryData<AvatarList>(queryKey)
    ?.items.filter((each) => each.user_id !== change.user_id);
  if (others) queries.setQueryData<AvatarList>(queryKey, { items: [...others, change] });
  // An answer that is still on its way may be from before.
  if (!others || queries.isFetching({ queryKey }) > 0) renewAvatars(queries);
}

export function renewAvatars(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey });
}
