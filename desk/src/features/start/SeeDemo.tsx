// One click to a demo: the button, then how far it is filled, then the desk itself.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { session } from "@/access/session";
import { ApiError } from "@/api/client";
import { beginDemo, type Demo, fetchDemo } from "@/api/demo";
import { explain } from "@/api/explain";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/Field";
import styles from "./SeeDemo.module.css";

const LOOK_MS = 500;

/** Loaded afresh: whatever the desk knew belongs to another account. */
const openDesk = (): void => window.location.assign("/desk/work");

export function SeeDemo({ primary }: { primary: boolean }) {
  const { t } = useTranslation();
  const [demo, setDemo] = useState<Pick<Demo, "done" | "total"> | null>(null);
  const [problem, setProblem] = useState("");
  /** There is an account to ask about. */
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (!begun) return undefined;
    const timer = setInterval(async () => {
      try {
        const now = await fetchDemo();
        setDemo(now);
        if (now.state === "ready") openDesk();
      } catch (error) {
        // A connection that is gone for a moment comes back by itself.
        if (!(error instanceof ApiError && error.status === 401)) return;
        setBegun(false);
        setDemo(null);
        setProblem(t("demo.failed"));
      }
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [begun, t]);
  const begin = async (): Promise<void> => {
    setProblem("");
    setDemo({ done: 0, total: 1 });
    try {
      await beginDemo();
      setBegun(true);
    } catch (error) {
      setDemo(null);
      setProblem(explain(error, t));
    }
  };
  if (session.me()) {
    return <Button onClick={openDesk}>{t("demo.back")}</Button>;
  }
  return (
    <>
      <FormError>{problem}</FormError>
      {demo ? (
        <Progress {...demo} />
      ) : (
        <Button look={primary ? "primary" : "plain"} onClick={() => void begin()}>
          {t("demo.see")}
        </Button>
      )}
    </>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.progress}>
      <p role="status">{t("demo.filling")}</p>
      <progress value={done} max={total} aria-label={t("demo.progress")} />
    </div>
  );
}
