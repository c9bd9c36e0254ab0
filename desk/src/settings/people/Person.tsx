// Somebody to choose, with what is worth knowing before.
import { type ReactNode, useId } from "react";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import styles from "./PeopleChooser.module.css";

export interface Described {
  /** Under the name. */
  about: string;
  /** It has been done already: ticked, and not to be changed here. */
  isFixed: boolean;
  chips: ReactNode;
}

interface PersonProps extends Described {
  name: string;
  isChosen: boolean;
  onFlip: () => void;
}

export function Person({ name, about, isFixed, chips, isChosen, onFlip }: PersonProps) {
  const id = useId();
  return (
    <li className={styles.person} data-chosen={isChosen || undefined}>
      <input
        type="checkbox"
        id={id}
        checked={isChosen || isFixed}
        disabled={isFixed}
        aria-describedby={`${id}-about`}
        onChange={onFlip}
      />
      <label htmlFor={id}>
        <span className={styles.name}>{name}</span> <span className={styles.about}>{about}</span>
      </label>
      <span id={`${id}-about`} className={cx(shared.chips, styles.chips)}>
        {chips}
      </span>
    </li>
  );
}
