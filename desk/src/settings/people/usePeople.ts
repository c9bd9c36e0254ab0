// The people somebody may choose from: searched, filtered by a role, fetched page by page.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Id, Named, Page } from "@/api/types";

export interface WantedPeople {
  q: string;
  role: Id;
}

export function usePeople<Answer extends Page<Named>>(
  key: readonly string[],
  fetchPage: (wanted: WantedPeople, cursor: string | null) => Promise<Answer>,
) {
  const [wanted, setWanted] = useState<WantedPeople>({ q: "", role: "" });
  const asked = { q: useDeferredValue(wanted.q.trim()), role: wanted.role };
  const query = useInfiniteQuery({
    queryKey: [...key, asked.q, asked.role],
    queryFn: ({ pageParam }) => fetchPage(asked, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const pages = query.data?.pages ?? [];
  const found: Answer["items"][number][] = pages.flatMap((page) => page.items);
  return { wanted, setWanted, asked, query, first: pages[0], found };
}
