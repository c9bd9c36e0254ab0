// A document to upload: chosen, shown with its name, and taken away again.
import { FileCheck2, Trash2, Upload } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  documentAt,
  dropDocument,
  type NumberOrder,
  type Requirement,
  uploadDocument,
} from "@/api/numberOrders";
import { Button, IconButton } from "@/ui/Button";
import styles from "./orders.module.css";
import type { Steps } from "./useOrder";

export const MOST_BYTES = 10_000_000;

interface DocumentFieldProps {
  asked: Requirement;
  order: NumberOrder;
  steps: Steps;
  error: string | undefined;
}

export function DocumentField({ asked, order, steps, error }: DocumentFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const { name, title, hint } = asked;
  const there = order.documents.find(({ requirement }) => requirement === name);
  const problem = tooLarge ? t("orders.tooLarge") : there ? undefined : error;
  const take = (file: File | undefined): void => {
    if (input.current) input.current.value = "";
    if (!file) return;
    setTooLarge(file.size > MOST_BYTES);
    if (file.size > MOST_BYTES) return;
    void steps.act(() => uploadDocument(order.id, name, order.version, file));
  };
  return (
    <div className={styles.document}>
      <div className={styles.chosen}>
        <span className={styles.choiceTitle} id={`${id}-title`}>
          {title}
        </span>
        <span className={styles.choiceText} id={`${id}-hint`}>
          {hint} {t("orders.documentHint")}
        </span>
        {there ? (
          <a className={styles.file} href={documentAt(order.id, name)} download>
            <FileCheck2 size={14} aria-hidden="true" />
            {there.name}
          </a>
        ) : null}
        {problem ? <span className={styles.problem}>{problem}</span> : null}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        data-requirement={name}
        accept="application/pdf,image/png,image/jpeg"
        aria-labelledby={`${id}-title`}
        onChange={(event) => take(event.target.files?.[0])}
      />
      <Button
        busy={steps.busy}
        aria-describedby={`${id}-title ${id}-hint`}
        onClick={() => input.current?.click()}
      >
        <Upload size={14} aria-hidden="true" />
        {t(there ? "orders.replace" : "orders.upload")}
      </Button>
      {there ? (
        <IconButton
          label={t("orders.dropDocument", { name: title })}
          onClick={() => void steps.act(() => dropDocument(order.id, name, order.version))}
        >
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
      ) : null}
    </div>
  );
}
