// Reads new messages out, and counts unread ones in the tab's title.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useInstallation } from "@/access/installation";
import { useMe } from "@/access/session";
import { unread } from "@/live/conversations";
import { useDesk, useList } from "@/live/hooks";

export function Announcer() {
  const { t } = useTranslation();
  const desk = useDesk();
  const [said, setSaid] = useState("");
  useTitle();
  useEffect(
    () =>
      desk.onArrival(({ conversation, message }) => {
        const { person } = conversation;
        const text = message.text.slice(0, 160);
        setSaid(t("thread.arrived", { name: person.name ?? person.phone, text }));
      }),
    [desk, t],
  );
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}

/** "(2) Hubbub": how many of the own conversations have something unread. */
function useTitle(): void {
  const desk = useDesk();
  const me = useMe();
  const { name } = useInstallation();
  const view = desk.view({ scope: "mine", status: "active", q: "" });
  const { order } = useList(view);
  useEffect(() => {
    const count = (): void => {
      const waiting = order.filter((id) => {
        const conversation = desk.conversations.get(id);
        return conversation?.assignee?.id === me.user.id && unread(conversation) > 0;
      }).length;
      document.title = waiting > 0 ? `(${waiting}) ${name}` : name;
    };
    count();
    const stops = order.map((id) => desk.conversations.subscribe(id, count));
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk, order, me.user.id, name]);
}
