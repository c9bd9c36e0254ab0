// The frame of an area: its pages listed at the side, or above where there is little room.
import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import styles from "./SettingsLayout.module.css";
import { useHeldFocus } from "./useHeldFocus";

interface AreaFrameProps {
  title: string;
  /** What the list of pages is called. */
  label: string;
  links: ReactNode;
  children: ReactNode;
}

export function AreaFrame({ title, label, links, children }: AreaFrameProps) {
  const nav = useRef<HTMLElement>(null);
  const main = useRef<HTMLElement>(null);
  useHeldFocus(main);
  const { pathname } = useLocation();
  // Where the list lies in one line, the page that is shown may be beyond its edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path has another current link.
  useEffect(() => {
    const current = nav.current?.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <div className={styles.layout}>
      <nav ref={nav} className={styles.nav} aria-label={label}>
        <h1 className={styles.title}>{title}</h1>
        <ul className={styles.list}>{links}</ul>
      </nav>
      <main ref={main} className={styles.main} id="conversation" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** How a link in the list of pages looks. */
export const areaLink = {
  className: styles.link ?? "",
  activeProps: { "data-current": true, "aria-current": "page" } as object,
};
