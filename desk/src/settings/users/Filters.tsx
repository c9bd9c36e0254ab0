// Search and filters of the list of users, how many seats are in use, and the way out as CSV.
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchSeats } from "@/api/settings";
import type { Role } from "@/api/types";
import { exportAddress, type UserQuery } from "@/api/users";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import { inputClass } from "@/ui/Field";
import { withPart } from "./query";
import styles from "./Users.module.css";

interface FiltersProps {
  query: UserQuery;
  roles: readonly Role[];
  onChange: (query: UserQuery) => void;
}

const WAIT_MS = 250;

export function Filters({ query, roles, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const seat = query.seat === undefined ? "" : String(query.seat);
  return (
    <search className={styles.filters}>
      <Search query={query} onChange={onChange} />
      <Choice
        label={t("users.filterRole")}
        value={query.role ?? ""}
        onChange={(role) => onChange(withPart(query, "role", role))}
        options={[["", t("users.anyRole")], ...roles.map(({ id, name }) => [id, name] as const)]}
      />
      <Choice
        label={t("users.filterSeat")}
        value={seat}
        onChange={(value) =>
          onChange(withPart(query, "seat", value ? value === "true" : undefined))
        }
        options={[
          ["", t("users.anySeat")],
          ["true", t("users.withSeat")],
          ["false", t("users.withoutSeat")],
        ]}
      />
      <Choice
        label={t("users.filterState")}
        value={query.state ?? ""}
        onChange={(state) => onChange(withPart(query, "state", state as UserQuery["state"]))}
        options={[
          ["", t("users.anyState")],
          ["enabled", t("users.enabled")],
          ["invited", t("users.invited")],
          ["disabled", t("users.disabled")],
        ]}
      />
      <SeatCount />
      <a className={styles.export} href={exportAddress(query)} download>
        <Download size={15} aria-hidden="true" />
        {t("users.export")}
      </a>
    </search>
  );
}

function Search({ query, onChange }: Omit<FiltersProps, "roles">) {
  const { t } = useTranslation();
  const [text, setText] = useState(query.q ?? "");
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === (query.q ?? "")) return;
    const timer = setTimeout(() => onChange(withPart(query, "q", wanted)), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, query, onChange]);
  return (
    <input
      className={cx(inputClass, styles.search)}
      type="search"
      aria-label={t("users.searchLabel")}
      placeholder={t("users.search")}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <select
      className={cx(inputClass, styles.choice)}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function SeatCount() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["seats"], queryFn: fetchSeats, retry: false });
  if (!data) return null;
  return (
    <p className={cx(shared.quiet, styles.seats)}>
      {t("users.seats", { used: data.used, count: data.total })}
    </p>
  );
}
