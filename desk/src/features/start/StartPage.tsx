// The page for somebody without an account: sign up, see a demo, or ask.
import { Link } from "@tanstack/react-router";
import {
  CalendarClock,
  type LucideIcon,
  MessageCircleQuestion,
  MonitorPlay,
  Tags,
  UserPlus,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useInstallation } from "@/access/installation";
import { session } from "@/access/session";
import { buttonClass } from "@/ui/Button";
import { PublicLayout } from "./PublicLayout";
import { SeeDemo } from "./SeeDemo";
import styles from "./Start.module.css";

export function StartPage() {
  const { t } = useTranslation();
  const { can_sign_up: canSignUp, offers_demo: offersDemo } = useInstallation();
  const me = session.me();
  // Somebody who works here does not lose his session to a demo.
  const seesDemo = offersDemo && (!me || me.account.deleted_at !== null);
  return (
    <PublicLayout title={t("start.title")} text={t("start.text")}>
      {canSignUp ? null : <p className={styles.hint}>{t("start.closed")}</p>}
      <div className={styles.choices}>
        {canSignUp ? (
          <Choice icon={UserPlus} title={t("start.signUp")} text={t("start.signUpText")}>
            <Link to="/sign-up" className={buttonClass("primary")}>
              {t("start.signUpDo")}
            </Link>
          </Choice>
        ) : null}
        {seesDemo ? (
          <Choice icon={MonitorPlay} title={t("demo.see")} text={t("demo.seeText")}>
            <SeeDemo primary={!canSignUp} />
          </Choice>
        ) : null}
        <Choice icon={CalendarClock} title={t("start.demo")} text={t("start.demoText")}>
          <Link
            to="/start/demo"
            className={buttonClass(canSignUp || seesDemo ? "plain" : "primary")}
          >
            {t("start.demoDo")}
          </Link>
        </Choice>
        <Choice icon={Tags} title={t("start.plans")} text={t("start.plansText")}>
          <Link to="/plans" className={buttonClass()}>
            {t("start.plansDo")}
          </Link>
        </Choice>
        <Choice
          icon={MessageCircleQuestion}
          title={t("start.contact")}
          text={t("start.contactText")}
        >
          <Link to="/start/contact" className={buttonClass()}>
            {t("start.contactDo")}
          </Link>
        </Choice>
      </div>
      <p className={styles.hint}>
        {t("start.have")} <Link to="/sign-in">{t("start.signIn")}</Link>
      </p>
    </PublicLayout>
  );
}

interface ChoiceProps {
  icon: LucideIcon;
  title: string;
  text: string;
  children: ReactNode;
}

function Choice({ icon: Icon, title, text, children }: ChoiceProps) {
  return (
    <section className={styles.choice} aria-label={title}>
      <Icon size={22} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  );
}
