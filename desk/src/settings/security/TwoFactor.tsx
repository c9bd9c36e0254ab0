// Codes of an authenticator app: on or off, and setting one up.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginCodes, type CodesSetup, removeCodes, type Security } from "@/api/security";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { exactTime } from "@/ui/when";
import { Card } from "./Card";
import { CodesDialog } from "./CodesDialog";
import type { SecurityActions } from "./useSecurity";

export function TwoFactor({ security, actions }: { security: Security; actions: SecurityActions }) {
  const { t } = useTranslation();
  const [setup, setSetup] = useState<CodesSetup | null>(null);
  const [asking, setAsking] = useState(false);
  const since = security.codes_since;
  const begin = async (): Promise<void> => {
    const made = await actions.run(beginCodes);
    if (made) setSetup(made);
  };
  return (
    <Card
      title={t("security.codes")}
      text={since ? t("security.onSince", { date: exactTime(since) }) : t("security.codesText")}
      mark={{ words: t(since ? "security.on" : "security.off"), good: since !== null }}
      actions={
        <>
          <Button look={since ? "plain" : "primary"} onClick={() => void begin()}>
            {t(since ? "security.replace" : "security.setUp")}
          </Button>
          {since ? <Button onClick={() => setAsking(true)}>{t("security.turnOff")}</Button> : null}
        </>
      }
    >
      {setup ? (
        <CodesDialog
          setup={setup}
          onClose={() => setSetup(null)}
          onDone={(made) => {
            setSetup(null);
            actions.added(made);
          }}
        />
      ) : null}
      <Confirm
        title={t("security.offTitle")}
        open={asking}
        confirm={t("security.turnOff")}
        danger
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void actions.run(removeCodes).then(actions.refresh);
        }}
      >
        {t("security.offText")}
      </Confirm>
    </Card>
  );
}
