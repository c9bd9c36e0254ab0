// Reads new messages out, and counts unread ones in the tab's title.
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useInstallation } from "@/access/installation";
import { useDesk } from "@/live/hooks";

export function Announcer() {
  const { t } = useTranslation();
  const desk = useDesk();
  const [said, setSaid] = useState("");
  useTitle();
  // The title counts on every page, so the own list is loaded on every page.
  useEffect(() => void desk.view({ scope: "mine", status: "active", q: "" }), [desk]);
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
  const { name } = useInstallation();
  const waiting = useSyncExternalStore(desk.onUnread, desk.unread);
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${name}` : name;
  }, [waiting, name]);
}
