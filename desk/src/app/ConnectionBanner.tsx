// Says when the live connection has been gone for more than a moment, when it is back, and when
// what happens reaches the screen late.

import { Hourglass, WifiOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "@/live/hooks";
import { isUp } from "@/live/socket";
import { toast } from "@/ui/toasts";
import styles from "./ConnectionBanner.module.css";

const PATIENCE_MS = 3000;

export function ConnectionBanner() {
  const { t } = useTranslation();
  const connection = useConnection();
  const [gone, setGone] = useState(false);
  const told = useRef(false);
  const fine = isUp(connection) || connection === "signed-out";

  useEffect(() => {
    if (fine) {
      setGone(false);
      if (told.current) toast("done", t("connection.back"));
      told.current = false;
      return undefined;
    }
    const timer = setTimeout(() => {
      told.current = true;
      setGone(true);
    }, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [fine, t]);

  return (
    <div role="status">
      {gone ? (
        <p className={styles.banner}>
          <WifiOff size={15} aria-hidden="true" />
          {t("connection.offline")}
        </p>
      ) : null}
      {connection === "late" ? (
        <p className={styles.banner}>
          <Hourglass size={15} aria-hidden="true" />
          {t("connection.late")}
        </p>
      ) : null}
    </div>
  );
}
