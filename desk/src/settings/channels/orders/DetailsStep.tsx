// What the country asks of whoever buys such a number: texts and documents.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { fieldErrors } from "@/api/explain";
import type { Requirement } from "@/api/numberOrders";
import { countryName } from "@/ui/countries";
import { TextField } from "@/ui/Field";
import { DocumentField } from "./DocumentField";
import styles from "./orders.module.css";
import type { StepProps } from "./PlaceSteps";
import { StepFrame } from "./StepFrame";
import { readTyped, typedOver, writeTyped } from "./typed";

export function DetailsStep({ order, steps }: StepProps) {
  const { t } = useTranslation();
  const me = useMe().user.id;
  const asked = order.offer?.requirements ?? [];
  const [details, setDetails] = useState(() =>
    typedOver(
      order.details,
      readTyped(me, order.id),
      asked.map(({ name }) => name),
    ),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a reload found, once
  useEffect(() => steps.hold({ details }), []);
  const write = (name: string, value: string): void => {
    const written = { ...details, [name]: value };
    setDetails(written);
    steps.hold({ details: written });
    writeTyped(me, order.id, written);
  };
  const next = async (): Promise<void> => {
    const error = await steps.go("summary");
    setErrors(fieldErrors(error));
  };
  const texts = asked.filter(({ form }) => form === "text");
  const documents = asked.filter(({ form }) => form === "document");
  const country = countryName(order.country ?? "");
  return (
    <StepFrame
      title={t("orders.detailsTitle")}
      text={t(asked.length === 0 ? "orders.nothingAsked" : "orders.detailsText", { country })}
      steps={steps}
      problem={Object.keys(errors).length > 0 ? t("orders.lookAtDetails") : null}
      onBack={() => void steps.go("offer")}
      onNext={() => void next()}
    >
      {texts.length > 0 ? (
        <div className={styles.fields}>
          {texts.map((each) => (
            <Text
              key={each.name}
              asked={each}
              value={details[each.name] ?? ""}
              error={errors[each.name]}
              onChange={(value) => write(each.name, value)}
            />
          ))}
        </div>
      ) : null}
      {documents.map((each) => (
        <DocumentField
          key={each.name}
          asked={each}
          order={order}
          steps={steps}
          error={errors[each.name]}
        />
      ))}
    </StepFrame>
  );
}

interface TextProps {
  asked: Requirement;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The words are the carrier's own. */
function Text({ asked, value, error, onChange }: TextProps) {
  return (
    <TextField
      label={asked.title}
      hint={asked.hint}
      error={error}
      maxLength={asked.most}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
