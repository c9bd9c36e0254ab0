// A form in a dialog: what went wrong, its fields, and the two answers.
import type { FormEvent, ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Dialog, type DialogProps } from "./Dialog";
import { DialogBody } from "./DialogBody";
import { FormError } from "./Field";
import styles from "./FormDialog.module.css";
import { HeldOpen } from "./HeldOpen";

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
  /** To what was asked before the form, where something was. */
  onBack?: (() => void) | undefined;
  children: ReactNode;
}

export function FormDialog({ title, size, ...rest }: FormDialogProps) {
  return (
    <Dialog title={title} open onClose={rest.onClose} size={size}>
      <FormInDialog {...rest} />
    </Dialog>
  );
}

type FormInDialogProps = Omit<FormDialogProps, "title" | "size">;

/** The same where the dialog stands open already, as while it was asked what the form is to hold. */
export function FormInDialog({ form, submit, onClose, onBack, children }: FormInDialogProps) {
  const { t } = useTranslation();
  return (
    <form ref={form.form} className={styles.form} onSubmit={form.onSubmit} noValidate>
      <DialogBody
        actions={
          <>
            {onBack ? (
              <Button look="quiet" className={styles.back} onClick={onBack}>
                {t("ui.back")}
              </Button>
            ) : null}
            <Button disabled={form.busy} onClick={onClose}>
              {t("ui.cancel")}
            </Button>
            <Button look="primary" type="submit" busy={form.busy}>
              {submit}
            </Button>
          </>
        }
      >
        <HeldOpen when={form.busy} />
        <FormError>{form.problem}</FormError>
        {children}
      </DialogBody>
    </form>
  );
}
