// Who of the account has a second step, and who has not.
import { useInfiniteQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { explain } from "@/api/explain";
import { type FactorsOfUser, fetchFactors, resetFactors } from "@/api/security";
import { MoreButton } from "@/settings/MoreButton";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { CheckField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { NetworksDialog } from "./NetworksDialog";

export function FactorsOfPeople() {
  const { t } = useTranslation();
  const [without, setWithout] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ["factors", without],
    queryFn: ({ pageParam }) => fetchFactors(without, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const first = query.data?.pages[0];
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t("signin.people")}>
      <div className={shared.subhead}>
        <div>
          <h3>{t("signin.people")}</h3>
          {first ? (
            <p className={shared.hint}>
              {first.without > 0
                ? t("signin.lacking", { count: first.without, total: first.total })
                : t("signin.allHave")}
            </p>
          ) : null}
          {query.error ? <p className={shared.hint}>{explain(query.error, t)}</p> : null}
        </div>
        <CheckField
          label={t("signin.onlyWithout")}
          checked={without}
          onChange={(event) => setWithout(event.target.checked)}
        />
      </div>
      {first && people.length === 0 ? (
        <div className={shared.card}>
          <EmptyState icon={<ShieldCheck size={24} />} title={t("signin.nobodyWithout")} />
        </div>
      ) : (
        <Table
          hasActions
          columns={[
            t("signin.person"),
            t("signin.app"),
            t("signin.passkeysCol"),
            t("signin.recoveryCol"),
          ]}
        >
          {people.map((each) => (
            <PersonRow key={each.id} person={each} />
          ))}
        </Table>
      )}
      <MoreButton query={query} />
    </section>
  );
}

function PersonRow({ person }: { person: FactorsOfUser }) {
  const { t } = useTranslation();
  const me = useMe();
  const { save } = useSave("factors");
  const [asking, setAsking] = useState(false);
  const [placing, setPlacing] = useState(false);
  const { name } = person;
  const has = person.codes || person.passkeys > 0;
  const canReset = has && person.id !== me.user.id && may(me, permissions.users);
  const mark = (words: string, good: boolean) => (
    <span className={cx(shared.chip, good && shared.good)}>{words}</span>
  );
  return (
    <tr>
      <td>
        <div className={shared.name}>
          <Avatar id={person.id} name={name} />
          <div>
            <strong>{name}</strong>
            <p className={shared.hint}>{person.email}</p>
          </div>
        </div>
      </td>
      <td>{mark(t(person.codes ? "security.on" : "security.off"), person.codes)}</td>
      <td className={shared.number}>{person.passkeys}</td>
      <td className={shared.number}>{person.recovery_codes}</td>
      <td className={shared.end}>
        {may(me, permissions.users) ? (
          <Button
            size="s"
            look="quiet"
            aria-label={t("signin.addressesOf", { name })}
            onClick={() => setPlacing(true)}
          >
            {t("signin.addressesShort")}
          </Button>
        ) : null}
        {placing ? <NetworksDialog person={person} onClose={() => setPlacing(false)} /> : null}
        {canReset ? (
          <Button
            size="s"
            aria-label={t("signin.resetNamed", { name })}
            onClick={() => setAsking(true)}
          >
            {t("signin.reset")}
          </Button>
        ) : null}
        <Confirm
          title={t("signin.resetTitle", { name })}
          open={asking}
          confirm={t("signin.reset")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            if (await save(() => resetFactors(person.id))) toast("done", t("signin.resetDone"));
          }}
        >
          {t("signin.resetText", { name })}
        </Confirm>
      </td>
    </tr>
  );
}
