// A form's values, when each field may complain, and what the server said about it.
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { explain, fieldErrors } from "@/api/explain";
import type { FieldProblem } from "./rules";

type Checks<V> = { [K in keyof V]?: (value: V[K], all: V) => FieldProblem | undefined };

export function useForm<V extends Record<string, string>>(
  initial: V,
  checks: Checks<V>,
  submit: (values: V) => Promise<void>,
) {
  const { t } = useTranslation();
  const [values, setValues] = useState(initial);
  const [left, setLeft] = useState<Partial<Record<keyof V, boolean>>>({});
  const [server, setServer] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const complaint = (name: keyof V): FieldProblem | undefined =>
    checks[name]?.(values[name], values);
  const errorOf = (name: keyof V): string | undefined => {
    if (server[name as string]) return server[name as string];
    const found = left[name] ? complaint(name) : undefined;
    return found && t(`forms.${found}`);
  };

  const field = (name: keyof V & string) => ({
    name,
    value: values[name],
    error: errorOf(name),
    onChange: (event: { target: { value: string } }) => {
      setValues({ ...values, [name]: event.target.value });
      setServer(({ [name]: _, ...rest }) => rest);
    },
    onBlur: () => {
      if (values[name]) setLeft({ ...left, [name]: true });
    },
  });

  const isShown = (name: string): boolean =>
    form.current?.elements.namedItem(name) instanceof HTMLElement;

  const focusFirst = (names: readonly string[]): void => {
    for (const name of names) {
      const control = form.current?.elements.namedItem(name);
      if (!(control instanceof HTMLElement)) continue;
      control.focus();
      return;
    }
  };

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setProblem(null);
    setLeft(Object.fromEntries(Object.keys(values).map((name) => [name, true])) as typeof left);
    const wrong = Object.keys(values).filter((name) => complaint(name));
    if (wrong.length > 0) return focusFirst(wrong);
    setBusy(true);
    try {
      await submit(values);
    } catch (error) {
      const fields = fieldErrors(error);
      setServer(fields);
      const names = Object.keys(fields);
      // What stands at each field is not said a second time above all of them.
      if (names.length === 0 || !names.every(isShown)) setProblem(explain(error, t));
      focusFirst(names);
    } finally {
      setBusy(false);
    }
  };

  return {
    form,
    field,
    values,
    busy,
    problem,
    onSubmit: (event: FormEvent) => void onSubmit(event),
  };
}
