// A text field with a list of what could be meant; what is written counts too.
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import styles from "./ComboField.module.css";
import { cx } from "./cx";
import fields from "./Field.module.css";
import menu from "./Menu.module.css";
import { Spinner } from "./Spinner";

export interface ComboChoice {
  id: string;
  label: string;
  /** A second, quieter line. */
  note?: ReactNode;
  icon?: ReactNode;
}

interface ComboFieldProps {
  label: string;
  name: string;
  value: string;
  choices: readonly ComboChoice[];
  /** Said in the place of the list where nothing fits. */
  nothing: string;
  /** What the list says while it is asked for. */
  loading: string | null;
  placeholder?: string;
  hint?: ReactNode;
  error?: string | undefined;
  autoFocus?: boolean;
  onInput: (text: string) => void;
  onChoose: (id: string) => void;
}

export function ComboField(props: ComboFieldProps) {
  const { label, name, value, choices, nothing, loading, hint, error } = props;
  return (
    <ComboBox
      className={fields.field ?? ""}
      inputValue={value}
      // Choosing is an act here: what is chosen stands in the field, and may be changed there.
      selectedKey={null}
      items={choices}
      allowsCustomValue
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      onInputChange={props.onInput}
      onSelectionChange={(key) => {
        if (key !== null) props.onChoose(String(key));
      }}
    >
      <Label className={fields.label ?? ""}>{label}</Label>
      <Input
        className={fields.input ?? ""}
        name={name}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        autoFocus={props.autoFocus ?? false}
      />
      {error ? (
        <p className={fields.error} id={`${name}-error`}>
          <CircleAlert size={13} aria-hidden="true" />
          {error}
        </p>
      ) : null}
      <Text slot="description" className={cx(fields.hint, error && fields.after)}>
        {hint}
      </Text>
      <Popover className={cx(menu.popover, styles.popover)} placement="bottom start" offset={4}>
        <ListBox
          className={menu.menu ?? ""}
          renderEmptyState={() => (
            <p className={styles.nothing}>
              {loading ? <Spinner /> : null}
              {loading ?? nothing}
            </p>
          )}
        >
          {(choice: ComboChoice) => <Choice choice={choice} />}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function Choice({ choice: { id, label, note, icon } }: { choice: ComboChoice }) {
  return (
    <ListBoxItem id={id} className={menu.item ?? ""} textValue={label}>
      {icon ? <span className={menu.icon}>{icon}</span> : null}
      <span className={menu.words}>
        <bdi>{label}</bdi>
        {note ? <span className={menu.note}>{note}</span> : null}
      </span>
    </ListBoxItem>
  );
}
