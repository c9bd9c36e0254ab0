// A table of the settings: its columns by name, and rows of whatever they hold.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { TableFrame } from "./Section";

interface TableProps {
  columns: readonly string[];
  /** The last cell of each row holds what can be done with it. */
  hasActions?: boolean;
  children: ReactNode;
}

export function Table({ columns, hasActions, children }: TableProps) {
  const { t } = useTranslation();
  return (
    <TableFrame>
      <thead>
        <tr>
          {columns.map((each) => (
            <th key={each} scope="col">
              {each}
            </th>
          ))}
          {hasActions ? (
            <th scope="col">
              <span className="visually-hidden">{t("settings.actions")}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </TableFrame>
  );
}
