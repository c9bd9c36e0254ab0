// A button that opens a menu; the menu itself is loaded when the page is idle or when first wanted.
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { useOverlay } from "./overlays";

export interface MenuChoice {
  id: string;
  label: string;
  /** A second, quieter line. */
  note?: string | undefined;
  icon?: ReactNode;
  caps?: readonly string[] | undefined;
  disabled?: boolean | undefined;
  /** Set where one of the choices is the present one. */
  selected?: boolean | undefined;
}

export interface MenuSectionOf {
  title?: string;
  choices: readonly MenuChoice[];
}

const load = () => import("./Menu");
const Menu = lazy(load);

/** Fetches the menu's code ahead, so that the first click is as quick as the second. */
export const preloadMenu = (): void => void load();

interface TriggerProps {
  ref: React.RefObject<HTMLButtonElement | null>;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  onClick: () => void;
}

interface MenuButtonProps {
  label: string;
  sections: readonly MenuSectionOf[];
  onChoose: (id: string) => void;
  trigger: (props: TriggerProps) => ReactNode;
  placement?: "bottom start" | "bottom end" | "right bottom" | "top end" | undefined;
  /** For a shortcut that opens the menu from elsewhere. */
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

export function MenuButton(props: MenuButtonProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  const open = props.open ?? ownOpen;
  useOverlay(open);
  const setOpen = (next: boolean): void => {
    if (open && !next) ref.current?.focus();
    setOwnOpen(next);
    props.onOpenChange?.(next);
  };
  return (
    <>
      {props.trigger({
        ref,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        onClick: () => setOpen(!open),
      })}
      {open ? (
        <Suspense fallback={null}>
          <Menu
            label={props.label}
            anchor={ref}
            sections={props.sections}
            placement={props.placement ?? "bottom start"}
            onChoose={(id) => {
              setOpen(false);
              props.onChoose(id);
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
