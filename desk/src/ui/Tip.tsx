// One tooltip for the whole desk: shows the words of whatever carries data-tip.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "./Kbd";
import styles from "./Tip.module.css";

const WAIT_MS = 350;

interface Shown {
  text: string;
  caps: string[];
  rect: DOMRect;
  side: string | undefined;
}

export function TipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => listen(setShown), []);
  useLayoutEffect(() => {
    if (shown && box.current) place(box.current, shown);
  }, [shown]);
  if (!shown) return null;
  return (
    // The name is on the control itself; this repeats it for the eye.
    <div ref={box} className={styles.tip} aria-hidden="true">
      {shown.text}
      {shown.caps.length > 0 ? <Kbd caps={shown.caps} /> : null}
    </div>
  );
}

function listen(show: (shown: Shown | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    show(null);
  };
  const consider = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest("[data-tip]") : null;
    hide();
    if (!(target instanceof HTMLElement)) return;
    if (event.type === "focusin" && !target.matches(":focus-visible")) return;
    timer = setTimeout(() => {
      if (!target.isConnected || target.getAttribute("aria-expanded") === "true") return;
      const { tip = "", tipKeys = "", tipSide } = target.dataset;
      const caps = tipKeys.split(" ").filter(Boolean);
      show({ text: tip, caps, rect: target.getBoundingClientRect(), side: tipSide });
    }, WAIT_MS);
  };
  const events = [
    ["pointerover", consider],
    ["focusin", consider],
    ["focusout", hide],
    ["pointerdown", hide],
    ["keydown", hide],
    ["scroll", hide],
  ] as const;
  for (const [name, handler] of events) window.addEventListener(name, handler, true);
  return () => {
    clearTimeout(timer);
    for (const [name, handler] of events) window.removeEventListener(name, handler, true);
  };
}

function place(box: HTMLElement, { rect, side }: Shown): void {
  const size = box.getBoundingClientRect();
  const gap = 6;
  const rtl = document.documentElement.dir === "rtl";
  let left = rect.left + rect.width / 2 - size.width / 2;
  let top = rect.bottom + gap;
  if (side === "end") {
    left = rtl ? rect.left - size.width - gap : rect.right + gap;
    top = rect.top + rect.height / 2 - size.height / 2;
  } else if (top + size.height > window.innerHeight - 4) {
    top = rect.top - size.height - gap;
  }
  box.style.left = `${Math.max(4, Math.min(left, window.innerWidth - size.width - 4))}px`;
  box.style.top = `${Math.max(4, top)}px`;
}
