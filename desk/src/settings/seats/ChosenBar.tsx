// What can be done with the users that are ticked: give them seats, or take theirs.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import { assignSeats, type SeatHolder } from "@/api/seats";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { FormError } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import styles from "./Seats.module.css";

interface ChosenBarProps {
  chosen: readonly SeatHolder[];
  free: number;
  onDone: () => void;
}

export function ChosenBar({ chosen, free, onDone }: ChosenBarProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState("");
  const give = chosen.filter((each) => !each.seat).map((each) => each.id);
  const take = chosen.filter((each) => each.seat).map((each) => each.id);
  const act = async (change: { give?: string[]; take?: string[] }): Promise<void> => {
    setBusy(true);
    setProblem("");
    try {
      queries.setQueryData(["seats"], await assignSeats(change));
      toast("done", t("settings.saved"));
      onDone();
    } catch (error) {
      setProblem(explain(error, t));
    } finally {
      setBusy(false);
      for (const key of ["seats", "users", "members"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    }
  };
  return (
    <>
      <div className={styles.bar}>
        <span className={shared.quiet} role="status">
          {chosen.length === 0
            ? t("seats.chooseHint")
            : t("seats.chosen", { count: chosen.length })}
        </span>
        <Button
          look="primary"
          disabled={give.length === 0}
          busy={busy}
          onClick={() => void act({ give })}
        >
          {t("seats.assign", { count: give.length })}
        </Button>
        <Button disabled={take.length === 0} busy={busy} onClick={() => setAsking(true)}>
          {t("seats.remove", { count: take.length })}
        </Button>
      </div>
      {give.length > free ? (
        <p className={shared.hint}>{t("seats.notEnough", { free, count: give.length })}</p>
      ) : null}
      <FormError>{problem}</FormError>
      <Confirm
        title={t("seats.removeTitle", { count: take.length })}
        open={asking}
        confirm={t("seats.remove", { count: take.length })}
        danger
        onClose={() => setAsking(false)}
        onConfirm={() => act({ take })}
      >
        {t("seats.removeText")}
      </Confirm>
    </>
  );
}
