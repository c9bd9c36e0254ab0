// Chooses people for the role, thousands at once, and what becomes of the role they hold.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchCandidateNames, fetchCandidates, type RoleUser } from "@/api/roles";
import type { Id, Named } from "@/api/types";
import { PeopleChooser } from "@/settings/people/PeopleChooser";
import { usePeople } from "@/settings/people/usePeople";
import { Button } from "@/ui/Button";
import { CheckField } from "@/ui/Field";
import { CandidateChips } from "./CandidateChips";
import { inTheWay } from "./capability";
import { withUsers } from "./draft";
import { namesOf, type UsersTabProps } from "./UsersTab";

export function SelectUsers(props: UsersTabProps & { onClose: () => void }) {
  const { role, roles, back, draft, onChange, onClose } = props;
  const { t } = useTranslation();
  const people = usePeople(["role-users", "all"], (wanted, cursor) =>
    fetchCandidates({ ...wanted, cursor }),
  );
  const [chosen, setChosen] = useState<ReadonlyMap<Id, Named>>(
    new Map(draft.add.map((each) => [each.id, each])),
  );
  const [replace, setReplace] = useState(draft.replace);
  const { found, asked, first } = people;
  const leaving = new Set(draft.remove.map((each) => each.id));
  const holds = (user: RoleUser): boolean =>
    !leaving.has(user.id) && user.roles.some((each) => each.id === role?.id);
  const isFlagged = found.some((user) => chosen.has(user.id) && inTheWay(user, back).length > 0);
  const done = (): void => {
    const holders = new Set(found.filter(holds).map((each) => each.id));
    onChange(withUsers({ ...draft, add: [], replace }, [...chosen.values()], holders));
    onClose();
  };
  return (
    <PeopleChooser
      title={t("roles.selectUsers")}
      people={people}
      roles={roles}
      chosen={chosen}
      onChoose={setChosen}
      all={{
        label: t("people.allFound", { count: first?.total ?? 0 }),
        find: async () => (await fetchCandidateNames(asked)).items,
      }}
      describe={(user) => ({
        about: user.email,
        isFixed: holds(user),
        chips: (
          <CandidateChips
            user={user}
            holds={holds(user)}
            isChosen={chosen.has(user.id)}
            inTheWay={inTheWay(user, back)}
          />
        ),
      })}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={done}>
          {t("roles.addUsers")}
        </Button>
      }
    >
      {isFlagged ? (
        <CheckField
          label={t("roles.replace", { name: namesOf(back) })}
          hint={t("roles.mustNotHold", { names: namesOf(back) })}
          checked={replace}
          onChange={(event) => setReplace(event.target.checked)}
        />
      ) : null}
    </PeopleChooser>
  );
}
