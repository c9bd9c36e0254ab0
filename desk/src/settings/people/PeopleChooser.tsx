// A dialog that chooses people, many at once: searched, filtered by a role they hold.
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Id, Named } from "@/api/types";
import { MoreButton } from "@/settings/MoreButton";
import { Loaded } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { inputClass, SelectField } from "@/ui/Field";
import styles from "./PeopleChooser.module.css";
import { type Described, Person } from "./Person";
import type { WantedPeople } from "./usePeople";

interface People<Found> {
  wanted: WantedPeople;
  setWanted: (wanted: WantedPeople) => void;
  found: readonly Found[];
  query: UseQueryResult & {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
}

interface PeopleChooserProps<Found extends Chosen, Chosen extends Named> {
  title: string;
  people: People<Found>;
  /** The roles to filter by. */
  roles: readonly Named[];
  chosen: ReadonlyMap<Id, Chosen>;
  onChoose: (chosen: ReadonlyMap<Id, Chosen>) => void;
  /** Chooses many in one step; absent where there is nobody to choose. */
  all: { label: string; find: () => Promise<readonly Chosen[]> } | null;
  describe: (each: Found) => Described;
  onClose: () => void;
  /** The buttons that do something with whoever is chosen. */
  actions: ReactNode;
  /** What is to be said about them. */
  children?: ReactNode;
}

export function PeopleChooser<Found extends Chosen, Chosen extends Named>(
  props: PeopleChooserProps<Found, Chosen>,
) {
  const { title, people, roles, chosen, onChoose, all, describe, onClose, actions } = props;
  const { t } = useTranslation();
  const flip = (each: Found): void => {
    const next = new Map(chosen);
    if (!next.delete(each.id)) next.set(each.id, each);
    onChoose(next);
  };
  return (
    <Dialog title={title} open onClose={onClose} size="l">
      <DialogBody
        actions={
          <>
            <span className={styles.count} role="status">
              {t("people.chosen", { count: chosen.size })}
            </span>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            {actions}
          </>
        }
      >
        <Wanted people={people} roles={roles} />
        <Loaded query={people.query}>
          {() =>
            people.found.length === 0 ? (
              <p className={shared.quiet} role="status">
                {t("people.nobody")}
              </p>
            ) : (
              <>
                {all ? (
                  <ChooseAll
                    {...all}
                    onFound={(found) =>
                      onChoose(
                        new Map([...chosen, ...found.map((each) => [each.id, each] as const)]),
                      )
                    }
                  />
                ) : null}
                <ul className={styles.list}>
                  {people.found.map((each) => (
                    <Person
                      key={each.id}
                      name={each.name}
                      {...describe(each)}
                      isChosen={chosen.has(each.id)}
                      onFlip={() => flip(each)}
                    />
                  ))}
                </ul>
                <MoreButton query={people.query} />
              </>
            )
          }
        </Loaded>
        {props.children}
      </DialogBody>
    </Dialog>
  );
}

function Wanted<Found>({ people, roles }: { people: People<Found>; roles: readonly Named[] }) {
  const { t } = useTranslation();
  const { wanted, setWanted } = people;
  return (
    <div className={styles.wanted}>
      <input
        className={inputClass}
        type="search"
        aria-label={t("people.findLabel")}
        placeholder={t("people.find")}
        value={wanted.q}
        maxLength={100}
        // biome-ignore lint/a11y/noAutofocus: the dialog opens because its button was pressed.
        autoFocus
        onChange={(event) => setWanted({ ...wanted, q: event.target.value })}
      />
      <SelectField
        label={t("people.byRole")}
        value={wanted.role}
        onChange={(event) => setWanted({ ...wanted, role: event.target.value })}
      >
        <option value="">{t("people.anyRole")}</option>
        {roles.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

interface ChooseAllProps<Chosen> {
  label: string;
  find: () => Promise<readonly Chosen[]>;
  onFound: (found: readonly Chosen[]) => void;
}

function ChooseAll<Chosen>({ label, find, onFound }: ChooseAllProps<Chosen>) {
  const { save, busy } = useSave();
  return (
    <div>
      <Button size="s" busy={busy} onClick={() => void save(async () => onFound(await find()))}>
        {label}
      </Button>
    </div>
  );
}
