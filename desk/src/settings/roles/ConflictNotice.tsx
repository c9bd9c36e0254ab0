// Says who would hold roles that exclude each other, and offers the replacement in one step.
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RoleConflict } from "@/api/roles";
import { CheckField } from "@/ui/Field";
import type { Draft } from "./draft";
import { Names } from "./Effects";
import { Notice } from "./Notice";

const MESSAGES = 3;

interface ConflictNoticeProps {
  conflicts: readonly RoleConflict[];
  draft: Draft;
  onChange: (draft: Draft) => void;
}

export function ConflictNotice({ conflicts, draft, onChange }: ConflictNoticeProps) {
  const { t } = useTranslation();
  const users = [...new Map(conflicts.map((each) => [each.user.id, each.user])).values()];
  const messages = [...new Set(conflicts.map((each) => each.message))];
  const names = new Intl.ListFormat(undefined, { type: "conjunction" }).format(
    new Set(conflicts.map((each) => each.take_off.name)),
  );
  return (
    <Notice
      icon={<TriangleAlert size={17} aria-hidden="true" />}
      title={t("roles.conflictTitle", { count: users.length })}
    >
      <p>
        <strong>
          <Names users={users} count={users.length} />
        </strong>
      </p>
      {messages.slice(0, MESSAGES).map((each) => (
        <p key={each}>{each}</p>
      ))}
      <CheckField
        label={t("roles.replace", { name: names })}
        hint={t("roles.replaceHint", { name: names })}
        checked={draft.replace}
        onChange={(event) => onChange({ ...draft, replace: event.target.checked })}
      />
    </Notice>
  );
}
