// Users from a CSV: looked at first, row by row, then created.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import { type Imported, importUsers } from "@/api/users";
import { TableFrame } from "@/settings/Section";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextAreaField, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import styles from "./Users.module.css";

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useSave("users", "seats", "members", "queues");
  const [csv, setCsv] = useState("");
  const [seen, setSeen] = useState<Imported | null>(null);
  const [finished, setFinished] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (trial: boolean): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const result = await importUsers(csv, trial);
      if (trial) return setSeen(result);
      refresh();
      toast("done", t("users.importDone", { count: result.good }));
      if (result.bad === 0) onClose();
      else {
        // What could not be created stays in sight, to be mended.
        setSeen({ ...result, rows: result.rows.filter((row) => row.errors.length) });
        setFinished(true);
      }
    } catch (error) {
      setProblem(explain(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("users.importTitle")} open onClose={onClose} size="l">
      <DialogBody
        actions={
          seen ? (
            <>
              <Button
                onClick={() => {
                  setSeen(null);
                  setFinished(false);
                }}
              >
                {t("users.importBack")}
              </Button>
              {finished ? (
                <Button look="primary" onClick={onClose} autoFocus>
                  {t("ui.done")}
                </Button>
              ) : (
                <Button
                  look="primary"
                  busy={busy}
                  disabled={seen.good === 0}
                  onClick={() => void send(false)}
                >
                  {t("users.importDo", { count: seen.good })}
                </Button>
              )}
            </>
          ) : (
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button
                look="primary"
                busy={busy}
                disabled={!csv.trim()}
                onClick={() => void send(true)}
              >
                {t("users.importLook")}
              </Button>
            </>
          )
        }
      >
        <FormError>{problem}</FormError>
        {seen ? (
          <Preview seen={seen} />
        ) : (
          <>
            <p className={shared.quiet}>{t("users.importText")}</p>
            <TextField
              label={t("users.importFile")}
              type="file"
              accept=".csv,text/csv,text/plain"
              onChange={(event) => void event.target.files?.[0]?.text().then(setCsv)}
            />
            <TextAreaField
              label={t("users.importPaste")}
              className={styles.paste}
              rows={7}
              value={csv}
              spellCheck={false}
              placeholder={"name,email,roles,seat\nEva Kovač,eva@example.com,Agent,yes"}
              onChange={(event) => setCsv(event.target.value)}
            />
          </>
        )}
      </DialogBody>
    </Dialog>
  );
}

function Preview({ seen }: { seen: Imported }) {
  const { t } = useTranslation();
  const short = seen.seats_wanted > seen.seats_free;
  return (
    <>
      <p role="status">
        {t("users.importGood", { count: seen.good })}
        {seen.bad ? `, ${t("users.importBad", { count: seen.bad })}.` : "."}{" "}
        {seen.bad && seen.good ? t("users.importKeep") : null}
        {seen.good === 0 ? t("users.importNothing") : null}
        {short
          ? ` ${t("users.importSeats", { wanted: seen.seats_wanted, free: seen.seats_free })}`
          : null}
      </p>
      <div className={styles.preview}>
        <TableFrame>
          <thead>
            <tr>
              <th scope="col">{t("users.line")}</th>
              <th scope="col">{t("users.name")}</th>
              <th scope="col">{t("users.email")}</th>
              <th scope="col">{t("users.username")}</th>
              <th scope="col">{t("users.result")}</th>
            </tr>
          </thead>
          <tbody>
            {seen.rows.map((row) => (
              <tr key={row.line}>
                <td className={shared.number}>{row.line}</td>
                <td>{row.name}</td>
                <td>{row.email}</td>
                <td>{row.username}</td>
                <td className={row.errors.length ? styles.rowBad : undefined}>
                  {row.errors.map((each) => each.message).join(" ") || t("users.good")}
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      </div>
    </>
  );
}
