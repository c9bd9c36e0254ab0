// The frame of an open dialog: scrim, focus kept inside, title, way out.
import { X } from "lucide-react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "./Button";
import { cx } from "./cx";
import type { DialogProps } from "./Dialog";
import styles from "./DialogFrame.module.css";

export default function DialogFrame(props: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen
      isDismissable={!props.mustAnswer && !props.alert}
      isKeyboardDismissDisabled={props.mustAnswer ?? false}
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
              <IconButton label={t("ui.close")} onClick={props.onClose}>
                <X size={17} aria-hidden="true" />
              </IconButton>
            )}
          </header>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
