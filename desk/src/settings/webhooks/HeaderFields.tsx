// Headers of one's own that go with every message; the value of a stored one is never shown.
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import shared from "@/settings/ui.module.css";
import { Button, IconButton } from "@/ui/Button";
import { FormError, inputClass } from "@/ui/Field";
import styles from "./webhooks.module.css";

export interface OwnHeader {
  id: number;
  name: string;
  value: string;
  /** It is stored, and stays as it is while no other value is written. */
  isKept: boolean;
}

/** As the server takes them: without a value, the one that it has. */
export const sentHeaders = (headers: readonly OwnHeader[]) =>
  headers
    .filter(({ name }) => name.trim())
    .map(({ name, value, isKept }) => ({
      name: name.trim(),
      value: isKept && value === "" ? null : value,
    }));

interface HeaderFieldsProps {
  headers: readonly OwnHeader[];
  error: string | undefined;
  onChange: (headers: readonly OwnHeader[]) => void;
}

export function HeaderFields({ headers, error, onChange }: HeaderFieldsProps) {
  const { t } = useTranslation();
  const put = (id: number, change: Partial<OwnHeader>): void =>
    onChange(headers.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const following = Math.max(-1, ...headers.map(({ id }) => id)) + 1;
  return (
    <fieldset>
      <legend className={shared.legend}>
        {t("webhooks.headers")} <span className={shared.hint}>{t("webhooks.headersHint")}</span>
      </legend>
      <div className={styles.headers}>
        {headers.map(({ id, name, value, isKept }, index) => (
          <div key={id} className={styles.header}>
            <input
              className={inputClass}
              aria-label={t("webhooks.headerName", { number: index + 1 })}
              placeholder="Authorization"
              autoComplete="off"
              spellCheck={false}
              value={name}
              readOnly={isKept}
              onChange={(event) => put(id, { name: event.target.value })}
            />
            <input
              className={inputClass}
              aria-label={t("webhooks.headerValue", { number: index + 1 })}
              placeholder={isKept ? t("webhooks.headerKept") : t("webhooks.value")}
              autoComplete="off"
              spellCheck={false}
              value={value}
              onChange={(event) => put(id, { value: event.target.value })}
            />
            <IconButton
              label={t("webhooks.removeHeader", { number: index + 1 })}
              onClick={() => onChange(headers.filter((each) => each.id !== id))}
            >
              <Trash2 size={15} aria-hidden="true" />
            </IconButton>
          </div>
        ))}
        <Button
          size="s"
          onClick={() =>
            onChange([...headers, { id: following, name: "", value: "", isKept: false }])
          }
        >
          <Plus size={14} aria-hidden="true" />
          {t("webhooks.addHeader")}
        </Button>
      </div>
      <FormError>{error ?? null}</FormError>
    </fieldset>
  );
}
