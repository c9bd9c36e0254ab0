// Invitations: who was invited by whom, what became of it and of its mail.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Ellipsis, Mail } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchInvites, type Invite, inviteAgain, revokeInvite } from "@/api/users";
import { MoreButton } from "@/settings/MoreButton";
import { Loaded, Section } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { IconButton } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { inputClass } from "@/ui/Field";
import { MenuButton } from "@/ui/MenuButton";
import { toast } from "@/ui/toasts";
import { exactTime } from "@/ui/when";
import { AddUser } from "./AddUser";
import { MailState } from "./MailState";
import styles from "./Users.module.css";
import { UsersTabs } from "./UsersTabs";

const STATES = ["pending", "expired", "accepted", "revoked"] as const;
const WATCH_MS = 3000;

export function InvitesPage() {
  const { t } = useTranslation();
  const [state, setState] = useState("");
  const invites = useInfiniteQuery({
    queryKey: ["invites", state],
    queryFn: ({ pageParam }) => fetchInvites(state || undefined, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    // As long as a mail is on its way, somebody may be watching it.
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.items.some((each) => each.mail?.state === "queued"))
        ? WATCH_MS
        : false,
  });
  return (
    <Section help="users" title={t("settings.users")} text={t("users.text")} action={<AddUser />}>
      <UsersTabs />
      <div className={styles.filters}>
        <select
          className={cx(inputClass, styles.choice)}
          aria-label={t("users.filterState")}
          value={state}
          onChange={(event) => setState(event.target.value)}
        >
          <option value="">{t("users.anyInvite")}</option>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {t(`users.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <Loaded query={invites}>
        {(data) => {
          const found = data.pages.flatMap((page) => page.items);
          if (found.length === 0) {
            return (
              <EmptyState icon={<Mail size={24} />} title={t("users.noInvitesTitle")}>
                {t("users.noInvitesText")}
              </EmptyState>
            );
          }
          return (
            <Table
              hasActions
              columns={[
                t("users.email"),
                t("users.state"),
                t("users.roles"),
                t("users.by"),
                t("users.until"),
                t("users.mail"),
              ]}
            >
              {found.map((each) => (
                <InviteRow key={each.id} invite={each} />
              ))}
            </Table>
          );
        }}
      </Loaded>
      <MoreButton query={invites} />
    </Section>
  );
}

function InviteRow({ invite }: { invite: Invite }) {
  const { t } = useTranslation();
  const { save, busy } = useSave("invites");
  const [asking, setAsking] = useState(false);
  const { email, state } = invite;
  const again = async (): Promise<void> => {
    if (await save(() => inviteAgain(invite.id))) toast("done", t("users.againDone", { email }));
  };
  const open = state === "pending" || state === "expired";
  return (
    <tr>
      <td>
        <strong>{email}</strong>
      </td>
      <td>
        <span
          className={cx(
            shared.chip,
            state === "accepted" && shared.good,
            state === "pending" && shared.accent,
            state === "expired" && styles.invited,
          )}
        >
          {t(`users.${state}`)}
        </span>
      </td>
      <td>
        <div className={shared.chips}>
          {invite.roles.map((each) => (
            <span key={each.id} className={shared.chip}>
              {each.name}
            </span>
          ))}
          {invite.seat ? <span className={shared.chip}>{t("users.withSeatShort")}</span> : null}
        </div>
      </td>
      <td>{invite.invited_by?.name ?? t("users.byCommand")}</td>
      <td className={cx(shared.quiet, shared.number)}>{exactTime(invite.expires_at)}</td>
      <td>
        <MailState mail={invite.mail} />
      </td>
      <td className={shared.end}>
        {open ? (
          <MenuButton
            label={t("users.actionsFor", { name: email })}
            placement="bottom end"
            sections={[
              {
                choices: [
                  { id: "again", label: t("users.again"), disabled: busy },
                  { id: "revoke", label: t("users.revoke") },
                ],
              },
            ]}
            onChoose={(id) => (id === "again" ? void again() : setAsking(true))}
            trigger={(props) => (
              <IconButton {...props} label={t("users.actionsFor", { name: email })}>
                <Ellipsis size={17} aria-hidden="true" />
              </IconButton>
            )}
          />
        ) : null}
        <Confirm
          title={t("users.revokeTitle", { email })}
          open={asking}
          confirm={t("users.revoke")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => void (await save(() => revokeInvite(invite.id)))}
        >
          {t("users.revokeText")}
        </Confirm>
      </td>
    </tr>
  );
}
