// The heading of a column that the table can be sorted by.
import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Users.module.css";

interface SortHeadingProps {
  by: string;
  /** What it is sorted by now; a minus in front turns it round. */
  sort: string;
  onSort: (sort: string) => void;
  children: ReactNode;
}

export function SortHeading({ by, sort, onSort, children }: SortHeadingProps) {
  const { t } = useTranslation();
  const up = sort === by;
  const down = sort === `-${by}`;
  const Icon = up ? ArrowUp : down ? ArrowDown : ArrowUpDown;
  return (
    <th scope="col" aria-sort={up ? "ascending" : down ? "descending" : "none"}>
      <button
        type="button"
        className={styles.sort}
        aria-label={t("users.sortBy", { column: children })}
        onClick={() => onSort(up ? `-${by}` : by)}
      >
        {children}
        <Icon size={13} aria-hidden="true" />
      </button>
    </th>
  );
}
