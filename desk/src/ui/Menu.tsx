// The menu that a menu button opens.

import { Check } from "lucide-react";
import type { RefObject } from "react";
import { Menu as AriaMenu, Header, MenuItem, MenuSection, Popover } from "react-aria-components";
import { Kbd } from "./Kbd";
import styles from "./Menu.module.css";
import type { MenuChoice, MenuSectionOf } from "./MenuButton";

interface MenuProps {
  label: string;
  anchor: RefObject<HTMLButtonElement | null>;
  sections: readonly MenuSectionOf[];
  placement: "bottom start" | "bottom end" | "right bottom" | "top end";
  onChoose: (id: string) => void;
  onClose: () => void;
}

export default function Menu({ label, anchor, sections, placement, onChoose, onClose }: MenuProps) {
  return (
    <Popover
      className={styles.popover ?? ""}
      aria-label={label}
      triggerRef={anchor}
      placement={placement}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaMenu
        className={styles.menu ?? ""}
        aria-label={label}
        autoFocus="first"
        onAction={(key) => onChoose(String(key))}
      >
        {sections.map((section, index) => (
          <MenuSection key={section.title ?? index} aria-label={section.title ?? label}>
            {section.title ? <Header className={styles.header}>{section.title}</Header> : null}
            {section.choices.map((choice) => (
              <Choice key={choice.id} choice={choice} />
            ))}
          </MenuSection>
        ))}
      </AriaMenu>
    </Popover>
  );
}

function Choice({ choice }: { choice: MenuChoice }) {
  return (
    <MenuItem
      id={choice.id}
      className={styles.item ?? ""}
      textValue={choice.label}
      isDisabled={choice.disabled ?? false}
    >
      {choice.icon ? <span className={styles.icon}>{choice.icon}</span> : null}
      <span className={styles.words}>
        <span>{choice.label}</span>
        {choice.note ? <span className={styles.note}>{choice.note}</span> : null}
      </span>
      {choice.caps ? <Kbd caps={choice.caps} /> : null}
      {choice.selected ? <Check size={15} aria-hidden="true" className={styles.check} /> : null}
    </MenuItem>
  );
}
