// To whom it goes: somebody by name, or a number that is checked while it is typed.
import { Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { KnownRecipient, Recipients } from "@/api/starting";
import { Avatar } from "@/ui/Avatar";
import { ComboField } from "@/ui/ComboField";
import { countryName } from "@/ui/countries";
import { readablePhone } from "@/ui/phone";
import type { Chosen, StartDraft } from "./draft";
import { isLikeNumber } from "./problems";
import type { Search } from "./useRecipients";

interface RecipientFieldProps {
  draft: StartDraft;
  search: Search;
  error: string | undefined;
  onChange: (to: { person: Chosen | null; typed: string }) => void;
}

const NUMBER = "number";

export function RecipientField({ draft, search, error, onChange }: RecipientFieldProps) {
  const { t } = useTranslation();
  const { found, isCurrent } = search;
  const choices = useChoices(found);
  const choose = (id: string): void => {
    if (id === NUMBER) {
      onChange({ person: null, typed: readablePhone(found?.phone?.number ?? draft.typed) });
      return;
    }
    const person = found?.people.find((each) => each.id === id);
    if (!person) return;
    onChange({ person: chosenOf(person), typed: person.name ?? readablePhone(person.phone) });
  };
  return (
    <ComboField
      label={t("starting.to")}
      name="to"
      value={draft.typed}
      choices={choices}
      loading={found && isCurrent ? null : t("ui.loading")}
      nothing={t(draft.typed.trim() ? "starting.nobody" : "starting.nobodyYet")}
      placeholder={t("starting.toPlaceholder")}
      hint={<Check draft={draft} found={isCurrent ? found : null} />}
      error={error}
      autoFocus={!draft.typed}
      // Choosing writes into the field as well, which is no change of what is chosen.
      onInput={(typed) => {
        if (typed !== draft.typed) onChange({ person: null, typed });
      }}
      onChoose={choose}
    />
  );
}

const chosenOf = ({ id, name, phone }: KnownRecipient): Chosen => ({ id, name, phone });

function useChoices(found: Recipients | null) {
  const { t } = useTranslation();
  const phone = found?.phone;
  const known = (found?.people ?? []).map((each) => ({
    id: each.id,
    label: each.name ?? readablePhone(each.phone),
    note: [
      each.name ? readablePhone(each.phone) : null,
      each.open_conversation_id ? t("starting.hasOpen") : null,
    ]
      .filter(Boolean)
      .join(" · "),
    icon: <Avatar id={each.id} name={each.name} size="s" />,
  }));
  if (!phone?.valid || found?.people.some((each) => each.phone === phone.number)) return known;
  const written = {
    id: NUMBER,
    label: readablePhone(phone.number),
    note: phone.country ? countryName(phone.country) : t("starting.newNumber"),
    icon: <Phone size={15} aria-hidden="true" />,
  };
  return [written, ...known];
}

/** What the number turned out to be, or what is wrong with it. */
function Check({ draft, found }: { draft: StartDraft; found: Recipients | null }) {
  const { t } = useTranslation();
  if (draft.person) {
    return draft.person.name ? <bdi>{readablePhone(draft.person.phone)}</bdi> : null;
  }
  const phone = found?.phone;
  if (!phone || !isLikeNumber(draft.typed)) return t("starting.toHint");
  if (!phone.valid) return phone.problem;
  const who = found?.people.find((each) => each.phone === phone.number);
  const words = [
    readablePhone(phone.number),
    phone.country ? countryName(phone.country) : null,
    who?.name ?? null,
  ];
  return <bdi>{words.filter(Boolean).join(" · ")}</bdi>;
}
