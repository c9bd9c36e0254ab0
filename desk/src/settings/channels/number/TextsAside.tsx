// Texts to a number that went elsewhere than to Conversations, and how far they got.
import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fetchTextsAside, handOnAgain, type TextAside } from "@/api/inbound";
import type { Id } from "@/api/types";
import { Loaded } from "@/settings/Section";
import { Table } from "@/settings/Table";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { IconButton } from "@/ui/Button";
import { PhoneNumber } from "@/ui/PhoneNumber";
import { exactTime } from "@/ui/when";

const LOOK_MS = 5000;

export function TextsAside({ number }: { number: Id }) {
  const { t } = useTranslation();
  const texts = useQuery({
    queryKey: ["textsAside", number],
    queryFn: () => fetchTextsAside(number),
    refetchInterval: LOOK_MS,
  });
  return (
    <section aria-label={t("inbound.aside")}>
      <div className={shared.subhead}>
        <h3>{t("inbound.aside")}</h3>
      </div>
      <p className={shared.lead}>{t("inbound.asideText")}</p>
      <Loaded query={texts}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={shared.quiet}>{t("inbound.noneAside")}</p>
          ) : (
            <Table
              hasActions
              columns={[t("inbound.at"), t("inbound.from"), t("inbound.to"), t("inbound.state")]}
            >
              {items.map((each) => (
                <Row key={each.id} text={each} number={number} />
              ))}
            </Table>
          )
        }
      </Loaded>
    </section>
  );
}

function Row({ text, number }: { text: TextAside; number: Id }) {
  const { t } = useTranslation();
  const { save } = useSave("textsAside");
  const { delivery_id: delivery } = text;
  const last = text.tries[0];
  const trouble = text.state === "delivered" ? null : (text.reason ?? last?.error);
  return (
    <tr>
      <td className={shared.number}>{exactTime(text.at)}</td>
      <td className={shared.number}>
        {text.sender ? <PhoneNumber number={text.sender} /> : t("inbound.hidden")}
      </td>
      <td>
        {t(`inbound.actions.${text.went_to}`)} {text.target ? <bdi>{text.target}</bdi> : null}
      </td>
      <td>
        {t(`inbound.states.${text.state ?? "kept"}`)}
        {trouble ? <p className={shared.hint}>{trouble}</p> : null}
      </td>
      <td className={shared.end}>
        {text.state === "failed" && delivery ? (
          <IconButton
            label={t("inbound.again")}
            onClick={() => void save(() => handOnAgain(number, delivery))}
          >
            <RotateCw size={15} aria-hidden="true" />
          </IconButton>
        ) : null}
      </td>
    </tr>
  );
}
