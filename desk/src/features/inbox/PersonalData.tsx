// The way to a person's data, for whom it is the duty to hand it out or to erase it.
import { ShieldCheck } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import type { Conversation } from "@/api/types";
import { Button } from "@/ui/Button";

const PersonalDataDialog = lazy(() => import("./PersonalDataDialog"));

export function PersonalData({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!permissions.personalData.every((each) => may(me, [each]))) return null;
  return (
    <>
      <Button size="s" look="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ShieldCheck size={15} aria-hidden="true" />
        {t("privacy.title")}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <PersonalDataDialog conversation={conversation} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
