// A form in a dialog: what went wrong, its fields, and the two answers.
import type { FormEvent, ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Dialog, type DialogProps } from "./Dialog";
import { DialogBody } from "./DialogBody";
import { FormError } from "./Field";
import styles from "./FormDialog.module.css";

/** What `useForm` gives of a form as a whole. */
export interface FormOfDialog {
  form: RefObject<HTMLFormElement | null>;
  busy: boolean;
  problem: ReactNode;
  onSubmit: (event: FormEvent) => void;
}

interface FormDialogProps {
  title: string;
  size?: DialogProps["size"];
  form: FormOfDialog;
  /** The words of the button that sends it. */
  submit: string;
  onClose: () => void;
  children: ReactNode;
}

export function FormDialog({ title, size, form, submit, onClose, children }: FormDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} open onClose={onClose} size={size}>
      <form ref={form.form} className={styles.form} onSubmit={form.onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={form.busy}>
                {submit}
              </Button>
            </>
          }
        >
          <FormError>{form.problem}</FormError>
          {children}
        </DialogBody>
      </form>
    </Dialog>
  );
}
