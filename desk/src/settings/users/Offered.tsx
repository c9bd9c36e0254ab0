// What a new user is given: roles, a seat, the default queue.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may as key } from "@/access/permissions.gen";
import { may, permissions, useMe } from "@/access/session";
import type { Id, Role } from "@/api/types";
import { CheckField } from "@/ui/Field";
import { RoleChoices } from "./RoleChoices";

export interface Offer {
  role_ids: Id[];
  seat: boolean;
  join_default_queue: boolean;
}

/** The role most new people have: works on conversations, but not on everybody's. */
function isAgentRole({ kind, permissions: keys }: Role): boolean {
  return kind === "default" && keys.includes(key.MANAGE) && !keys.includes(key.MANAGE_ALL);
}

export function useOffer(roles: readonly Role[]) {
  const me = useMe();
  const agent = roles.find(isAgentRole);
  return useState<Offer>({
    role_ids: agent ? [agent.id] : [],
    seat: may(me, permissions.seats),
    join_default_queue: true,
  });
}

interface OfferedProps {
  roles: readonly Role[];
  offer: Offer;
  onChange: (offer: Offer) => void;
}

export function Offered({ roles, offer, onChange }: OfferedProps) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <RoleChoices
        roles={roles}
        chosen={offer.role_ids}
        onChange={(role_ids) => onChange({ ...offer, role_ids })}
      />
      <CheckField
        label={t("users.giveSeat")}
        hint={t("users.giveSeatHint")}
        checked={offer.seat}
        disabled={!may(me, permissions.seats)}
        onChange={(event) => onChange({ ...offer, seat: event.target.checked })}
      />
      <CheckField
        label={t("users.joinQueue")}
        hint={t("users.joinQueueHint")}
        checked={offer.join_default_queue}
        onChange={(event) => onChange({ ...offer, join_default_queue: event.target.checked })}
      />
    </>
  );
}
