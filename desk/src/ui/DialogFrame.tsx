// The frame of an open dialog: scrim, focus kept inside, title, way out.
import { X } from "lucide-react";
import { useState } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "./Button";
import { cx } from "./cx";
import type { DialogProps } from "./Dialog";
import styles from "./DialogFrame.module.css";
import { HoldingProvider } from "./HeldOpen";

export default function DialogFrame(props: DialogProps) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  const isFast = props.mustAnswer || held;
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen
      isDismissable={!isFast && !props.alert}
      isKeyboardDismissDisabled={isFast}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className={cx(styles.modal, props.drawer ? styles.drawer : styles[props.size ?? "m"])}>
        <AriaDialog className={styles.dialog ?? ""} role={props.alert ? "alertdialog" : "dialog"}>
          <header className={props.hideTitle ? "visually-hidden" : styles.head}>
            <Heading slot="title" className={styles.title ?? ""}>
              {props.title}
            </Heading>
            {props.mustAnswer || props.alert || props.hideTitle ? null : (
              <IconButton label={t("ui.close")} disabled={held} onClick={props.onClose}>
                <X size={17} aria-hidden="true" />
              </IconButton>
            )}
          </header>
          <HoldingProvider value={setHeld}>{props.children}</HoldingProvider>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
