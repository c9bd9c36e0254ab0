// Carriers and numbers: how texts come in and go out.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fetchCarriers } from "@/api/settings";
import { Loaded, Section } from "@/settings/Section";
import { Carriers } from "./Carriers";
import { Numbers } from "./Numbers";

/** A connection comes and goes by itself, so its state is asked for while it is looked at. */
const LOOK_MS = 5000;

export function ChannelsPage() {
  const { t } = useTranslation();
  const carriers = useQuery({
    queryKey: ["carriers"],
    queryFn: fetchCarriers,
    refetchInterval: LOOK_MS,
  });
  return (
    <Section title={t("settings.numbers")} text={t("channels.text")}>
      <Loaded query={carriers}>
        {({ items }) => (
          <>
            <Carriers carriers={items} />
            <Numbers carriers={items} />
          </>
        )}
      </Loaded>
    </Section>
  );
}
