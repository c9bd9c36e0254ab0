// The ways of adding users: a profile, an invitation, a file.
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, FileUp, Mail, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { fetchRoles } from "@/api/settings";
import { Button } from "@/ui/Button";
import { MenuButton } from "@/ui/MenuButton";
import { ImportDialog } from "./ImportDialog";
import { InviteDialog } from "./InviteDialog";
import { NewUserDialog } from "./NewUserDialog";

export function AddUser() {
  const { t } = useTranslation();
  const me = useMe();
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchRoles, retry: false });
  const [adding, setAdding] = useState<string | null>(null);
  if (!may(me, permissions.users)) return null;
  const close = (): void => setAdding(null);
  const known = roles.data?.items ?? [];
  return (
    <>
      <MenuButton
        label={t("users.add")}
        placement="bottom end"
        onChoose={setAdding}
        sections={[
          {
            choices: [
              {
                id: "create",
                label: t("users.create"),
                note: t("users.createNote"),
                icon: <UserPlus size={15} />,
              },
              {
                id: "invite",
                label: t("users.invite"),
                note: t("users.inviteNote"),
                icon: <Mail size={15} />,
              },
              { id: "import", label: t("users.import"), icon: <FileUp size={15} /> },
            ],
          },
        ]}
        trigger={(props) => (
          <Button {...props} look="primary">
            <UserPlus size={15} aria-hidden="true" />
            {t("users.add")}
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        )}
      />
      {adding === "create" ? <NewUserDialog roles={known} onClose={close} /> : null}
      {adding === "invite" ? <InviteDialog roles={known} onClose={close} /> : null}
      {adding === "import" ? <ImportDialog onClose={close} /> : null}
    </>
  );
}
