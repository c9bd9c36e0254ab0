// One user on the seats page: the seat, the default role, and whether it seems to be needed.
import { useTranslation } from "react-i18next";
import { PERMISSIONS, type PermissionKey } from "@/access/permissions.gen";
import type { SeatHolder, SeatSuggestion } from "@/api/seats";
import shared from "@/settings/ui.module.css";
import { Avatar } from "@/ui/Avatar";
import { cx } from "@/ui/cx";
import { dateOf, exactTime, fullTime } from "@/ui/when";
import styles from "./Seats.module.css";

interface HolderRowProps {
  holder: SeatHolder;
  chosen: boolean;
  /** Left out for those who may only look. */
  onChoose: (() => void) | undefined;
}

export function HolderRow({ holder, chosen, onChoose }: HolderRowProps) {
  const { t } = useTranslation();
  const { name } = holder;
  return (
    <tr data-chosen={chosen || undefined}>
      {onChoose ? (
        <td className={styles.check}>
          <input
            type="checkbox"
            aria-label={t("seats.selectOne", { name })}
            checked={chosen}
            onChange={onChoose}
          />
        </td>
      ) : null}
      <td>
        <div className={shared.name}>
          <Avatar id={holder.id} name={name} />
          <div>
            <strong>{name}</strong>
            <div className={cx(shared.quiet, shared.small)}>{holder.email}</div>
          </div>
        </div>
      </td>
      <td>
        <div className={styles.seat}>
          <div className={shared.chips}>
            <span className={cx(shared.chip, holder.seat && shared.good)}>
              {t(holder.seat ? "seats.has" : "seats.hasNot")}
            </span>
            {holder.viewer ? <span className={shared.chip}>{t("seats.viewer")}</span> : null}
            {holder.state === "disabled" ? (
              <span className={shared.chip}>{t("seats.disabled")}</span>
            ) : null}
          </div>
          {holder.given_at ? (
            <time
              className={shared.hint}
              dateTime={holder.given_at}
              title={fullTime(holder.given_at)}
            >
              {t("seats.given", { time: dateOf(holder.given_at) })}
            </time>
          ) : null}
          {holder.given_by ? (
            <span className={shared.hint}>{t("seats.givenBy", { name: holder.given_by })}</span>
          ) : null}
        </div>
      </td>
      <td>
        <DefaultRole holder={holder} />
      </td>
      <td className={cx(shared.quiet, shared.number)}>
        {holder.last_sign_in_at ? exactTime(holder.last_sign_in_at) : t("ui.never")}
      </td>
      <td>{holder.suggestion ? <Suggestion suggestion={holder.suggestion} /> : null}</td>
    </tr>
  );
}

function DefaultRole({ holder }: { holder: SeatHolder }) {
  const { t } = useTranslation();
  const { default_roles: roles, custom_roles: custom } = holder;
  return (
    <div className={shared.chips}>
      {roles.map((each) => (
        <span key={each.id} className={shared.chip}>
          {each.name}
        </span>
      ))}
      {roles.length === 0 ? <span className={shared.quiet}>{t("seats.noDefaultRole")}</span> : null}
      {custom > 0 ? (
        <span className={shared.quiet}>{t("seats.custom", { count: custom })}</span>
      ) : null}
    </div>
  );
}

const MOST_NAMED = 3;

function Suggestion({ suggestion }: { suggestion: SeatSuggestion }) {
  const { t } = useTranslation();
  const titles = suggestion.keys.map((key) => PERMISSIONS[key as PermissionKey]?.title ?? key);
  const rest = titles.length - MOST_NAMED;
  const named = titles.slice(0, MOST_NAMED);
  const names = new Intl.ListFormat().format(
    rest > 0 ? [...named, t("seats.moreKeys", { count: rest })] : named,
  );
  return (
    <div className={styles.suggestion}>
      <strong>{t(`seats.because.${suggestion.because}`)}</strong>
      <span className={shared.hint}>
        {t(`seats.evidence.${suggestion.because}`, { time: exactTime(suggestion.since), names })}
      </span>
    </div>
  );
}
