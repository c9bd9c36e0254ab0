// Changes the members of a queue at once; a change on an old page is refused and shows the new one.
import { useQueryClient } from "@tanstack/react-query";
import { withKind } from "@/api/queues";
import { saveMembers } from "@/api/settings";
import type { Id, Queue, QueueMember, QueueMembers } from "@/api/types";
import { useSave } from "@/settings/useSave";

export function useMembers(queue: Queue, members: QueueMembers) {
  const { save, busy } = useSave("members", "queues", "first-steps");
  const queries = useQueryClient();
  /** Makes these people agents or viewers, or takes them out; whether it was done. */
  const change = (people: Iterable<Id>, kind: QueueMember["kind"] | null): Promise<boolean> =>
    save(async () => {
      const wanted = withKind(members, people, kind);
      const saved = await saveMembers(queue.id, wanted, members.version);
      // At once, so that the next change already names the new version.
      queries.setQueryData(["members", queue.id], saved);
    });
  return { change, busy };
}
