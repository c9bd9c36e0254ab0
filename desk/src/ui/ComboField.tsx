// A text field with a list of what could be meant; what is written counts too.
import { ChevronDown, CircleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from "react-aria-components";
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
  // Held so that the list closes on a choice; what is chosen may be changed in the field.
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <ComboBox
      className={fields.field ?? ""}
      inputValue={value}
      selectedKey={chosen}
      items={choices}
      allowsCustomValue
      allowsEmptyCollection
      isInvalid={error !== undefined}
      validationBehavior="aria"
      onInputChange={(text) => {
        if (text !== value) setChosen(null);
        props.onInput(text);
      }}
      onSelectionChange={(key) => {
        setChosen(key === null ? null : String(key));
        if (key !== null) props.onChoose(String(key));
      }}
    >
      <Label className={fields.label ?? ""}>{label}</Label>
      <div className={styles.box}>
        <Input
          className={cx(fields.input, styles.input)}
          name={name}
          placeholder={props.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          autoFocus={props.autoFocus ?? false}
        />
        <Button className={styles.open ?? ""}>
          <ChevronDown size={15} aria-hidden="true" />
        </Button>
      </div>
      <FieldError className={fields.error ?? ""}>
        <CircleAlert size={13} aria-hidden="true" />
        {error}
      </FieldError>
      <Text slot="description" className={cx(fields.hint, error && fields.after)}>
        {hint}
      </Text>
      <Popover className={cx(menu.popover, styles.popover)} placement="bottom start" offset={4}>
        <section aria-label={label}>
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
        </section>
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
