// The first steps: asked now and then while some are open and shown, so that they tick themselves.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchFirstSteps, hideFirstSteps } from "@/api/firststeps";

const KEY = ["first-steps"];
const LOOK_AGAIN_MS = 3000;

export function useFirstSteps() {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: fetchFirstSteps,
    refetchOnMount: "always",
    refetchInterval: ({ state: { data } }) =>
      data && !data.is_hidden && data.steps.some((each) => !each.is_done) ? LOOK_AGAIN_MS : false,
  });
  const hide = async (hidden: boolean): Promise<void> => {
    queries.setQueryData(KEY, await hideFirstSteps(hidden));
  };
  return { data, hide };
}
