// What a piece of stuck work is about, with the way there.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Stuck } from "@/api/stuck";

type Of = NonNullable<Stuck["about"]>;

/** The server names only what the asker may see. */
export function About({ about }: { about: Of }) {
  const { t } = useTranslation();
  const words = t(`stuck.about.${about.kind}`, { name: about.name });
  if (!about.exists) return words;
  switch (about.kind) {
    case "conversation":
      return (
        <Link to="/all/$conversationId" params={{ conversationId: about.id }} search={{}}>
          {words}
        </Link>
      );
    case "webhook":
      return (
        <Link to="/account/webhooks/$webhookId" params={{ webhookId: about.id }}>
          {words}
        </Link>
      );
    case "number":
      return (
        <Link to="/channels/numbers/$numberId" params={{ numberId: about.id }}>
          {words}
        </Link>
      );
  }
}
