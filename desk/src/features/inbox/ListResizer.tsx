// The line between list and thread that can be dragged, or moved with the arrow keys.
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { clampWidth, setPreferences, usePreferences } from "@/ui/preferences";
import styles from "./ListResizer.module.css";

export function ListResizer() {
  const { t } = useTranslation();
  const { listWidth } = usePreferences();
  const sign = document.documentElement.dir === "rtl" ? -1 : 1;

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    setPreferences({ listWidth: clampWidth(listWidth + sign * event.movementX) });
  };
  const press = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setPreferences({ listWidth: clampWidth(listWidth + sign * by) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that moves is a focusable separator, not a rule.
    <div
      className={styles.line}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("list.resize")}
      aria-valuenow={listWidth}
      aria-valuemin={260}
      aria-valuemax={480}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}
