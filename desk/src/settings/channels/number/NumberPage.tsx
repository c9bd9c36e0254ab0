// One of our numbers: what it is, and where its texts and calls go.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Hash, PhoneOff, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { fetchInbound, fetchNumber, type Inbound, saveInbound } from "@/api/inbound";
import type { OurNumber } from "@/api/types";
import { BackLink } from "@/settings/BackLink";
import { Capabilities } from "@/settings/channels/orders/Capabilities";
import { SenderLine } from "@/settings/channels/senders/SenderLine";
import { Notice } from "@/settings/roles/Notice";
import { Loaded } from "@/settings/Section";
import section from "@/settings/Section.module.css";
import shared from "@/settings/ui.module.css";
import { Callout } from "@/ui/Callout";
import { countryName } from "@/ui/countries";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { PhoneNumber } from "@/ui/PhoneNumber";
import { Tabs } from "@/ui/Tabs";
import { DefaultRow, Where } from "./DefaultRow";
import { Keywords } from "./Keywords";
import styles from "./number.module.css";
import { TellAsWell } from "./TellAsWell";
import { TextsAside } from "./TextsAside";
import { TryText } from "./TryText";

export function NumberPage() {
  const { t } = useTranslation();
  const { numberId = "" } = useParams({ strict: false });
  const number = useQuery({
    queryKey: ["number", numberId],
    queryFn: () => fetchNumber(numberId),
    retry: false,
  });
  const inbound = useQuery({
    queryKey: ["inbound", numberId],
    queryFn: () => fetchInbound(numberId),
    retry: false,
  });
  const isGone = number.error instanceof ApiError && [404, 422].includes(number.error.status);
  return (
    <div className={section.page}>
      <BackLink to="/channels/numbers">{t("orders.toNumbers")}</BackLink>
      {isGone ? (
        <EmptyState icon={<Hash size={24} />} title={t("inbound.gone")}>
          {t("inbound.goneText")}
        </EmptyState>
      ) : (
        <Loaded query={number}>
          {(found) => (
            <>
              <Head number={found} />
              <Loaded query={inbound}>{(set) => <Channels number={found} inbound={set} />}</Loaded>
            </>
          )}
        </Loaded>
      )}
    </div>
  );
}

function Head({ number }: { number: OurNumber }) {
  const { t } = useTranslation();
  const facts = [
    number.country ? countryName(number.country) : null,
    t(`orders.kinds.${number.kind}`),
    number.carrier.name,
  ];
  return (
    <header className={styles.head}>
      <h2 className={section.title}>
        <PhoneNumber number={number.number} />
      </h2>
      <p className={shared.quiet}>{facts.filter(Boolean).join(" · ")}</p>
      <Capabilities of={number.capabilities} />
      {number.capabilities.includes("sms") ? <SenderLine number={number.id} /> : null}
    </header>
  );
}

function Channels({ number, inbound }: { number: OurNumber; inbound: Inbound }) {
  const { t } = useTranslation();
  const { channel: asked } = useSearch({ from: "/shell/channels/numbers/$numberId" });
  const navigate = useNavigate({ from: "/channels/numbers/$numberId" });
  const tabs = number.capabilities.map((channel) => ({
    id: channel,
    label: t(`orders.${channel}`),
    content:
      channel === "sms" ? (
        <Texts number={number} inbound={inbound} />
      ) : (
        <Calls number={number} inbound={inbound} />
      ),
  }));
  return (
    <Tabs
      label={t("inbound.channels")}
      tabs={tabs}
      selected={number.capabilities.find((each) => each === asked) ?? tabs[0]?.id ?? "sms"}
      onSelect={(id) =>
        void navigate({ search: id === "voice" ? { channel: id } : {}, replace: true })
      }
    />
  );
}

function Texts({ number, inbound }: { number: OurNumber; inbound: Inbound }) {
  const action =
    inbound.sms.default.action === "default"
      ? inbound.sms.account.action
      : inbound.sms.default.action;
  return (
    <div className={styles.stack}>
      <Default channel="sms" number={number} inbound={inbound}>
        {inbound.sms.default.action === "default" && action === "none" ? <GoesNowhere /> : null}
        {action === "conversations" ? <TellAsWell number={number} inbound={inbound} /> : null}
      </Default>
      <Keywords number={number.id} inbound={inbound} />
      <TryText number={number} inbound={inbound} />
      <TextsAside number={number.id} />
    </div>
  );
}

/** Whoever has just bought it is told what is still to be done. */
function GoesNowhere() {
  const { t } = useTranslation();
  return (
    <div className={styles.note}>
      <Callout look="warn" icon={TriangleAlert}>
        {t("inbound.goesNowhere")}
      </Callout>
    </div>
  );
}

function Calls({ number, inbound }: { number: OurNumber; inbound: Inbound }) {
  const { t } = useTranslation();
  return (
    <div className={styles.stack}>
      <Notice
        look="plain"
        icon={<PhoneOff size={16} aria-hidden="true" />}
        title={t("inbound.noCalls")}
      >
        <p>{t("inbound.noCallsText")}</p>
      </Notice>
      <Default channel="voice" number={number} inbound={inbound} />
    </div>
  );
}

interface DefaultProps {
  channel: "sms" | "voice";
  number: OurNumber;
  inbound: Inbound;
  children?: ReactNode;
}

function Default({ channel, number, inbound, children }: DefaultProps) {
  const { t } = useTranslation();
  const { default: configuration, account } = inbound[channel];
  return (
    <section aria-label={t("inbound.title")}>
      <div className={shared.subhead}>
        <h3>{t("inbound.title")}</h3>
      </div>
      <div className={styles.box}>
        <DefaultRow
          title={t("inbound.default")}
          channel={channel}
          kind="default"
          configuration={configuration}
          connections={inbound.connections}
          mayForward={inbound.may_forward}
          onSave={(chosen) => saveInbound(number.id, { ...chosen, channel, id: null })}
        >
          {configuration.action === "default" ? (
            <div className={cx(shared.hint, styles.followed)}>
              {t("inbound.followed")} <Where configuration={account} />
            </div>
          ) : null}
        </DefaultRow>
        {children}
      </div>
    </section>
  );
}
