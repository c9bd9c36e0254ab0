// Where a text would go that came now, and why; nothing is stored.
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import { type DryRun, type Inbound, tryText } from "@/api/inbound";
import type { OurNumber } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import styles from "./number.module.css";

interface TryTextProps {
  number: OurNumber;
  inbound: Inbound;
}

export function TryText({ number, inbound }: TryTextProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const trying = useMutation({ mutationFn: () => tryText(number.id, text, null) });
  const { reset } = trying;
  // What was found holds for what was set then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of them is meant
  useEffect(reset, [number, inbound]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    trying.mutate();
  };
  return (
    <section aria-label={t("inbound.try")}>
      <div className={shared.subhead}>
        <h3>{t("inbound.try")}</h3>
      </div>
      <form className={styles.try} onSubmit={submit}>
        <TextField
          label={t("inbound.tryLabel")}
          hint={t("inbound.tryHint")}
          value={text}
          maxLength={2000}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" busy={trying.isPending}>
          {t("inbound.tryButton")}
        </Button>
      </form>
      <FormError>{trying.error ? explain(trying.error, t) : null}</FormError>
      <div aria-live="polite">{trying.data ? <Found found={trying.data} /> : null}</div>
    </section>
  );
}

function Found({ found }: { found: DryRun }) {
  const { t } = useTranslation();
  const detail = found.target ?? found.connection?.name;
  return (
    <div className={styles.found}>
      <p className={styles.name}>
        {t(`inbound.actions.${found.action}`)} {detail ? <bdi>{detail}</bdi> : null}
      </p>
      <p className={shared.hint}>
        {t(`inbound.why.${found.why}`, { keyword: found.keyword, word: found.word ?? "" })}
      </p>
      {found.tells_as_well ? (
        <p className={shared.hint}>{t("inbound.toldAsWell", { url: found.tells_as_well })}</p>
      ) : null}
    </div>
  );
}
