// The sheet of all shortcuts, from the same table that the handler reads.
import { useTranslation } from "react-i18next";
import { type CommandGroup, commands, keyCaps } from "@/commands/table";
import { Dialog } from "@/ui/Dialog";
import { CheckField } from "@/ui/Field";
import { Kbd } from "@/ui/Kbd";
import { setPreferences, usePreferences } from "@/ui/preferences";
import styles from "./KeySheet.module.css";
import { commandWords } from "./words";

const groups: readonly CommandGroup[] = ["list", "conversation", "go", "app"];

export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { singleKeys } = usePreferences();
  return (
    <Dialog title={t("commands.keysTitle")} open onClose={onClose} size="l">
      <div className={styles.sheet}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles.title}>{t(`commands.${group}`)}</h3>
            <dl>
              {commands
                .filter((each) => each.group === group && each.keys)
                .map(({ id, keys = "" }) => (
                  <div key={id} className={styles.line}>
                    <dt>{commandWords(id, t)}</dt>
                    <dd>
                      <Kbd caps={keyCaps(keys)} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={styles.foot}>
        <CheckField
          label={t("commands.singleKeys")}
          hint={t("commands.singleKeysHint")}
          checked={singleKeys}
          onChange={(event) => setPreferences({ singleKeys: event.target.checked })}
        />
      </div>
    </Dialog>
  );
}
