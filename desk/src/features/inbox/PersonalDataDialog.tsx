// What is kept of a person: how much it is, taking it along, holding it, erasing it.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import {
  beginExport,
  erasePerson,
  fetchExport,
  fetchPrivacy,
  holdConversation,
  holdPerson,
  type Privacy,
  type PrivacyJob,
} from "@/api/privacy";
import type { Conversation, Id } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormError, TextField } from "@/ui/Field";
import { readablePhone } from "@/ui/phone";
import { Spinner } from "@/ui/Spinner";
import { Switch } from "@/ui/Switch";
import { dateOf, exactTime } from "@/ui/when";
import styles from "./PersonalDataDialog.module.css";

const isBusy = (data: Privacy | undefined): boolean =>
  [data?.erasure, ...(data?.exports ?? [])].some((each) => each?.state === "waiting");

interface PersonalDataDialogProps {
  conversation: Conversation;
  onClose: () => void;
}

export default function PersonalDataDialog({ conversation, onClose }: PersonalDataDialogProps) {
  const { t } = useTranslation();
  const { id, person } = conversation;
  const { data, error } = useQuery({
    queryKey: ["privacy", person.id],
    queryFn: () => fetchPrivacy(person.id),
    refetchInterval: ({ state }) => (isBusy(state.data) ? 1000 : false),
  });
  return (
    <Dialog title={t("privacy.title")} open onClose={onClose}>
      <div className={styles.body}>
        {error ? <FormError>{explain(error, t)}</FormError> : null}
        {data ? <Content data={data} conversationId={id} /> : error ? null : <Spinner />}
      </div>
    </Dialog>
  );
}

function Content({ data, conversationId }: { data: Privacy; conversationId: Id }) {
  const { t } = useTranslation();
  const { act, busy, problem } = useAct(data.id);
  if (data.erased_at) {
    return (
      <p className={styles.gone} role="status">
        <ShieldCheck size={18} aria-hidden="true" />
        {t("privacy.erasedOn", { date: dateOf(data.erased_at), count: data.erased_texts })}
      </p>
    );
  }
  const erasing = data.erasure?.state === "waiting" ? data.erasure : null;
  return (
    <>
      <FormError>{problem}</FormError>
      <p>
        <bdi>{data.name ?? readablePhone(data.phone)}</bdi>{" "}
        {t("privacy.kept", {
          since: dateOf(data.known_since),
          texts: t("privacy.texts", { count: data.texts }),
          conversations: t("privacy.conversations", { count: data.conversations }),
        })}
      </p>
      {erasing ? (
        <Progress job={erasing} label={t("privacy.erasing")} />
      ) : (
        <>
          <Exports data={data} busy={busy} act={act} />
          <section className={styles.part}>
            <Hold
              label={t("privacy.hold")}
              hint={
                data.held_at
                  ? t("privacy.heldSince", { date: dateOf(data.held_at) })
                  : t("privacy.holdHint")
              }
              on={data.held_at !== null}
              busy={busy}
              onChange={(held) => void act(() => holdPerson(data.id, held))}
            />
            <Hold
              label={t("privacy.holdOne")}
              hint={t("privacy.holdOneHint")}
              on={data.held_conversations.includes(conversationId)}
              busy={busy}
              onChange={(held) => void act(() => holdConversation(data.id, conversationId, held))}
            />
          </section>
          <Erasure data={data} busy={busy} act={act} />
        </>
      )}
    </>
  );
}

interface HoldProps {
  label: string;
  hint: string;
  on: boolean;
  busy: boolean;
  onChange: (on: boolean) => void;
}

function Hold({ label, hint, on, busy, onChange }: HoldProps) {
  return (
    <>
      <div className={styles.row}>
        <h3>{label}</h3>
        <Switch label={label} on={on} disabled={busy} onChange={onChange} />
      </div>
      <p className={styles.hint}>{hint}</p>
    </>
  );
}

type Act = (work: () => Promise<Privacy>) => Promise<boolean>;

/** Runs what is done here, and shows how things stand after it. */
function useAct(id: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act: Act = async (work) => {
    setBusy(true);
    setProblem(null);
    try {
      queries.setQueryData(["privacy", id], await work());
      return true;
    } catch (error) {
      setProblem(explain(error, t));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy, problem };
}

interface PartProps {
  data: Privacy;
  busy: boolean;
  act: Act;
}

function Exports({ data, busy, act }: PartProps) {
  const { t } = useTranslation();
  const underWay = data.exports.find(({ state }) => state === "waiting");
  return (
    <section className={styles.part}>
      <h3>{t("privacy.export")}</h3>
      <p className={styles.hint}>{t("privacy.exportText")}</p>
      <ul className={styles.list}>
        {data.exports.map((job) => (
          <ExportRow key={job.id} id={data.id} job={job} />
        ))}
      </ul>
      {underWay ? (
        <Progress job={underWay} label={t("privacy.making")} />
      ) : (
        <div>
          <Button busy={busy} onClick={() => void act(() => beginExport(data.id))}>
            {t("privacy.make")}
          </Button>
        </div>
      )}
    </section>
  );
}

function ExportRow({ id, job }: { id: string; job: PrivacyJob }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  if (job.state === "failed") {
    return (
      <li className={styles.row}>
        {t("privacy.failed", { at: exactTime(job.created_at), why: job.error ?? "" })}
      </li>
    );
  }
  if (job.state !== "done" || !job.expires_at) return null;
  const fetch = async (): Promise<void> => {
    setProblem(null);
    try {
      await fetchExport(id, job.id);
    } catch (error) {
      setProblem(explain(error, t));
    }
  };
  return (
    <li className={styles.row}>
      <span>
        {t("privacy.made", { at: exactTime(job.created_at), until: dateOf(job.expires_at) })}
      </span>
      {job.is_mine ? (
        <Button size="s" onClick={() => void fetch()}>
          <Download size={14} aria-hidden="true" />
          {t("privacy.download")}
        </Button>
      ) : (
        <span className={styles.hint}>{t("privacy.notMine")}</span>
      )}
      {problem ? <FormError>{problem}</FormError> : null}
    </li>
  );
}

function Erasure({ data, busy, act }: PartProps) {
  const { t } = useTranslation();
  const [number, setNumber] = useState("");
  const [open, setOpen] = useState(false);
  if (data.held_at || data.held_conversations.length > 0) return null;
  const failed = data.erasure?.state === "failed" ? data.erasure : null;
  const erase = async (): Promise<void> => {
    if (await act(() => erasePerson(data.id, number))) setOpen(false);
  };
  return (
    <section className={styles.part}>
      <h3>{t("privacy.erase")}</h3>
      <p className={styles.hint}>{t("privacy.eraseText")}</p>
      {failed ? (
        <FormError>{t("privacy.eraseFailed", { why: failed.error ?? "" })}</FormError>
      ) : null}
      {open ? (
        <form
          className={styles.sure}
          onSubmit={(event) => {
            event.preventDefault();
            void erase();
          }}
        >
          <TextField
            label={t("privacy.typeNumber", { number: readablePhone(data.phone) })}
            value={number}
            autoComplete="off"
            inputMode="tel"
            onChange={(event) => setNumber(event.target.value)}
          />
          <div className={styles.buttons}>
            <Button onClick={() => setOpen(false)}>{t("ui.cancel")}</Button>
            <Button look="danger" type="submit" busy={busy} disabled={number.trim() === ""}>
              {t("privacy.eraseNow")}
            </Button>
          </div>
        </form>
      ) : (
        <div>
          <Button look="danger" onClick={() => setOpen(true)}>
            {t("privacy.erase")}…
          </Button>
        </div>
      )}
    </section>
  );
}

function Progress({ job, label }: { job: PrivacyJob; label: string }) {
  return (
    <div role="status" className={styles.progress}>
      <p className={styles.hint}>{label}</p>
      <progress value={job.progress} max={Math.max(1, job.total ?? 1)} aria-label={label} />
    </div>
  );
}
