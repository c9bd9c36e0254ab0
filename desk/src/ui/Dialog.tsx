// Dialogs: a lazily loaded frame with a title, closed by Escape unless it must be answered.
import { lazy, type ReactNode, Suspense } from "react";
import { useOverlay } from "./overlays";

export interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  size?: "s" | "m" | "l" | undefined;
  /** Cannot be left without an answer. */
  mustAnswer?: boolean | undefined;
  /** A question about doing something that cannot be undone. */
  alert?: boolean | undefined;
  /** Shown at the side, over the full height. */
  drawer?: boolean | undefined;
  /** The title is only for those who do not see the dialog. */
  hideTitle?: boolean | undefined;
}

const load = () => import("./DialogFrame");
const DialogFrame = lazy(load);

export const preloadDialog = (): void => void load();

export function Dialog(props: DialogProps) {
  useOverlay(props.open);
  if (!props.open) return null;
  return (
    <Suspense fallback={null}>
      <DialogFrame {...props} />
    </Suspense>
  );
}
