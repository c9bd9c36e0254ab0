// What is written, and how many messages it takes.
import { useTranslation } from "react-i18next";
import { Counter } from "@/features/inbox/Counter";
import { TextAreaField } from "@/ui/Field";

interface TextFieldProps {
  text: string;
  error: string | undefined;
  autoFocus: boolean;
  onChange: (text: string) => void;
}

export function TextField({ text, error, autoFocus, onChange }: TextFieldProps) {
  const { t } = useTranslation();
  return (
    <TextAreaField
      label={t("starting.text")}
      name="text"
      value={text}
      error={error}
      hint={<Counter text={text} />}
      rows={5}
      dir="auto"
      autoFocus={autoFocus}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
