// The live state of the signed-in person: made once, started, and told when the session is back.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keepAvatar, renewAvatars } from "@/access/avatars";
import { session } from "@/access/session";
import { changesAnswered } from "@/api/client";
import type { Me } from "@/api/types";
import { Desk } from "@/live/desk";

export function useLiveDesk(me: Me): Desk {
  const queries = useQueryClient();
  const [desk]: [Desk, unknown] = useState<Desk>(
    () =>
      new Desk({
        me: me.user.id,
        agent: me.agent,
        position: me.live_position,
        accessChanged: () => {
          // A failure here shows at the next request; the server decides in any case.
          session.load().then(
            (now) => desk.replaceAgent(now.agent),
            () => undefined,
          );
          void queries.invalidateQueries();
        },
        avatarChanged: (change) => {
          if (change) keepAvatar(queries, { user_id: change.user_id, avatar: change.avatar });
          else renewAvatars(queries);
        },
        signedOut: () => {
          // The socket may only have been opened with the token from before a change of one's own.
          changesAnswered()
            .then(() => session.load())
            .then(
              (now) => now.must_set_up || desk.start(),
              () => session.lost(),
            );
        },
      }),
  );
  useEffect(() => {
    desk.start();
    return () => desk.stop();
  }, [desk]);
  useEffect(() => {
    const look = (): void => {
      if (!session.expired() && desk.connection() === "signed-out") desk.start();
    };
    return session.subscribe(look);
  }, [desk]);
  return desk;
}
