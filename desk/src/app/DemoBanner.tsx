// Says that this account is a demo and when it goes; looks at it as somebody else; leads to an own one.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronDown, Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useInstallation } from "@/access/installation";
import { useMe } from "@/access/session";
import { fetchDemo, lookAs } from "@/api/demo";
import { explain } from "@/api/explain";
import { MenuButton } from "@/ui/MenuButton";
import { toast } from "@/ui/toasts";
import { exactTime } from "@/ui/when";
import styles from "./DemoBanner.module.css";

export default function DemoBanner({ until }: { until: string }) {
  const { t } = useTranslation();
  const { can_sign_up: canSignUp } = useInstallation();
  return (
    <section className={styles.banner} aria-label={t("demo.banner")}>
      <p>{t("demo.goes", { when: exactTime(until) })}</p>
      <LookAs />
      <Link to={canSignUp ? "/sign-up" : "/start"} className={styles.own}>
        {t(canSignUp ? "demo.keep" : "demo.ask")}
      </Link>
    </section>
  );
}

function LookAs() {
  const { t } = useTranslation();
  const me = useMe();
  const demo = useQuery({ queryKey: ["demo"], queryFn: fetchDemo });
  const choose = async (id: string): Promise<void> => {
    if (id === me.user.id) return;
    try {
      const { viewer } = await lookAs(id);
      // Loaded afresh: nothing of what one person saw may be left for the next.
      window.location.assign(viewer ? "/desk/all" : "/desk/work");
    } catch (error) {
      toast("problem", explain(error, t));
    }
  };
  const people = demo.data?.people ?? [];
  if (people.length === 0) return null;
  return (
    <MenuButton
      label={t("demo.lookAs")}
      placement="bottom end"
      onChoose={(id) => void choose(id)}
      sections={[
        {
          title: t("demo.lookAs"),
          choices: people.map(({ id, name, roles }) => ({
            id,
            label: name,
            note: roles,
            selected: id === me.user.id,
          })),
        },
      ]}
      trigger={(props) => (
        <button type="button" {...props} className={styles.look}>
          <Eye size={15} aria-hidden="true" />
          <span>{t("demo.lookingAs", { name: me.user.name })}</span>
          <ChevronDown size={14} aria-hidden="true" />
        </button>
      )}
    />
  );
}
