// The frame of pages that anybody may read: the name on top, the way to sign in beside it.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import styles from "./Start.module.css";

interface PublicLayoutProps {
  title: string;
  text: string;
  /** Set where the page is one form, which is no wider than it needs to be. */
  narrow?: boolean;
  children: ReactNode;
}

export function PublicLayout({ title, text, narrow, children }: PublicLayoutProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Link to="/start" className={styles.brand}>
          <Logo size={30} />
          <span>Hubbub</span>
        </Link>
        <Link to="/sign-in" className={buttonClass()}>
          {t("start.signIn")}
        </Link>
      </header>
      <main className={styles.main} data-narrow={narrow || undefined}>
        <div>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.text}>{text}</p>
        </div>
        {children}
      </main>
    </div>
  );
}
