// Help: the list of topics, and one topic.
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { ChevronRight, CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NotFound } from "@/app/NotFound";
import { AreaFrame, areaLink } from "@/settings/AreaFrame";
import { Section } from "@/settings/Section";
import { cx } from "@/ui/cx";
import styles from "./Help.module.css";
import { parse } from "./markup";
import { textOf } from "./pages";
import { Text } from "./Text";
import { isTopic, topics } from "./topics";

export function HelpLayout() {
  const { t } = useTranslation();
  const links = topics.map((topic) => (
    <li key={topic}>
      <Link to="/help/$topic" params={{ topic }} {...areaLink}>
        {t(`help.topics.${topic}`)}
      </Link>
    </li>
  ));
  return (
    <AreaFrame title={t("help.title")} label={t("help.list")} links={links}>
      <Outlet />
    </AreaFrame>
  );
}

export function HelpIndex() {
  const { t } = useTranslation();
  return (
    <Section title={t("help.title")} text={t("help.text")}>
      <ul className={styles.list}>
        {topics.map((topic) => (
          <li key={topic} className={styles.entry}>
            <Link className={styles.topic} to="/help/$topic" params={{ topic }}>
              <CircleHelp size={17} aria-hidden="true" />
              <span>
                <strong>{t(`help.topics.${topic}`)}</strong>
                <span className={styles.about}>{t(`help.texts.${topic}`)}</span>
              </span>
              <ChevronRight className={cx(styles.onward, "mirrors")} size={16} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function TopicPage() {
  const { t } = useTranslation();
  const { topic = "" } = useParams({ strict: false });
  if (!isTopic(topic)) return <NotFound />;
  return (
    <Section title={t(`help.topics.${topic}`)} text={t(`help.texts.${topic}`)}>
      <Text key={topic} blocks={parse(textOf(topic))} />
    </Section>
  );
}
