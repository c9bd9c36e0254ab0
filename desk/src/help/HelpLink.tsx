// From a page to the help that explains it.
import { Link } from "@tanstack/react-router";
import { CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "@/ui/Button";
import type { Topic } from "./topics";

export function HelpLink({ topic }: { topic: Topic }) {
  const { t } = useTranslation();
  return (
    <Link
      className={buttonClass("quiet")}
      to="/help/$topic"
      params={{ topic }}
      aria-label={t("help.about", { topic: t(`help.topics.${topic}`) })}
    >
      <CircleHelp size={15} aria-hidden="true" />
      {t("help.title")}
    </Link>
  );
}
