// The editor of a role: its name, what it allows, who holds it, and at the side what saving does.
import { Link, useBlocker, useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRole, WhatIfQuestion } from "@/api/roles";
import type { Catalogue } from "@/api/types";
import { FormError } from "@/ui/Field";
import { Tabs } from "@/ui/Tabs";
import { toast } from "@/ui/toasts";
import { givesBack } from "./capability";
import { begin, changesKeys, type Draft } from "./draft";
import styles from "./Editor.module.css";
import { EditorActions } from "./EditorActions";
import { EditorHead } from "./EditorHead";
import { LeaveDialog } from "./LeaveDialog";
import { PermissionsTab } from "./PermissionsTab";
import { StaleNotice } from "./StaleNotice";
import { SummaryPanel } from "./SummaryPanel";
import { titlesOf } from "./titles";
import { UsersTab } from "./UsersTab";
import { useDraft } from "./useDraft";
import { type RoleKind, useRoleSaving } from "./useRoleSaving";
import { useWhatIf } from "./useWhatIf";

export interface EditorProps {
  kind: RoleKind;
  /** Under which name the draft is kept. */
  kept: string;
  /** As it is on the server; null for one that is not there yet. */
  saved: ListedRole | null;
  source: ListedRole | null;
  origin: ListedRole | undefined;
  roles: readonly ListedRole[];
  catalogue: Catalogue;
  initial: Draft;
}

export function RoleEditor(props: EditorProps) {
  const { kind, saved: role, source, origin, roles, catalogue } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { draft, setDraft, changed, isRestored, finish } = useDraft(props.kept, props.initial);
  const { save, busy, problem, forget } = useRoleSaving(kind, role, source);
  const [tab, setTab] = useState<"permissions" | "users">("permissions");
  const [nameError, setNameError] = useState<string>();
  const nameField = useRef<HTMLInputElement>(null);
  const leaving = useRef(false);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      changed && !leaving.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => changed && !leaving.current,
    withResolver: true,
  });
  const keys = useMemo(() => new Set(draft.permissions), [draft.permissions]);
  const titles = useMemo(() => titlesOf(catalogue), [catalogue]);
  const back = useMemo(() => givesBack(keys, origin, roles), [keys, origin, roles]);
  const whatIf = useWhatIf(useQuestion(props, draft));
  const conflicts = whatIf.answer?.conflicts ?? problem.conflicts;
  const count = (role?.holders ?? 0) + draft.add.length - draft.remove.length;

  const onSave = async (): Promise<void> => {
    if (kind !== "default" && !draft.name.trim()) {
      setNameError(t("forms.required"));
      nameField.current?.focus();
      return;
    }
    const saved = await save(draft, setDraft);
    if (!saved) return;
    leaving.current = true;
    finish();
    toast("done", t(kind === "new" ? "roles.created" : "roles.saved", { name: saved.name }));
    void navigate({
      to: "/account/roles",
      search: saved.kind === "custom" ? { tab: "custom" } : {},
    });
  };

  return (
    <div className={styles.editor}>
      <div className={styles.body}>
        <div className={styles.content}>
          <Breadcrumb custom={kind !== "default"} />
          <EditorHead
            {...props}
            draft={draft}
            nameField={nameField}
            nameError={problem.fields.name ?? nameError}
            onChange={(next) => {
              setNameError(undefined);
              setDraft(next);
            }}
            onDeleted={() => {
              leaving.current = true;
              finish();
            }}
          />
          {isRestored && changed ? (
            <p className={styles.restored}>{t("roles.restoredDraft")}</p>
          ) : null}
          {problem.other && role ? (
            <StaleNotice
              other={problem.other}
              titles={titles}
              onDrop={() => {
                setDraft(begin(draft.base));
                forget();
              }}
            />
          ) : null}
          <FormError>{problem.text}</FormError>
          <Tabs
            label={t("roles.tabs")}
            selected={tab}
            onSelect={setTab}
            tabs={[
              {
                id: "permissions",
                label: t("roles.permissions"),
                count: keys.size,
                content: (
                  <PermissionsTab
                    catalogue={catalogue}
                    draft={draft}
                    keys={keys}
                    source={source}
                    isFixed={kind === "default"}
                    onChange={setDraft}
                  />
                ),
              },
              {
                id: "users",
                label: t("roles.users"),
                count,
                content: (
                  <UsersTab
                    role={role}
                    roles={roles}
                    origin={origin}
                    back={back}
                    draft={draft}
                    conflicts={conflicts}
                    onChange={setDraft}
                  />
                ),
              },
            ]}
          />
        </div>
        <SummaryPanel
          draft={draft}
          keys={keys}
          source={source}
          catalogue={catalogue}
          titles={titles}
          holders={role?.holders ?? 0}
          whatIf={whatIf}
          onShowUsers={() => setTab("users")}
        />
      </div>
      <EditorActions
        kind={kind}
        changed={changed}
        busy={busy}
        conflicts={conflicts}
        isReplacing={draft.replace}
        onSave={() => {
          if (conflicts.length > 0 && !draft.replace) setTab("users");
          void onSave();
        }}
      />
      <LeaveDialog blocker={blocker} onLeave={finish} />
    </div>
  );
}

/** Keeps its identity while nothing that the answer hangs on changes. */
function useQuestion(
  { saved: role, source, kind }: EditorProps,
  draft: Draft,
): WhatIfQuestion | null {
  const { name, permissions, add, remove, replace } = draft;
  const isKeysChanged = changesKeys(draft);
  const asks = add.length > 0 || remove.length > 0 || (role !== null && isKeysChanged);
  const role_id = role?.id;
  const copied_from = source?.id ?? null;
  return useMemo(
    () =>
      asks
        ? {
            ...(role_id ? { role_id } : { copied_from }),
            ...(kind === "default" ? {} : { name, permissions: [...permissions] }),
            add_users: add.map((each) => each.id),
            remove_users: remove.map((each) => each.id),
            replace,
          }
        : null,
    [asks, role_id, copied_from, kind, name, permissions, add, remove, replace],
  );
}

function Breadcrumb({ custom }: { custom: boolean }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("roles.breadcrumb")}>
      <ol className={styles.crumbs}>
        <li>
          <Link to="/account">{t("nav.accountSettings")}</Link>
        </li>
        <li>
          <Link to="/account/roles">{t("settings.roles")}</Link>
        </li>
        <li>
          <Link to="/account/roles" search={custom ? { tab: "custom" } : {}}>
            {t(custom ? "roles.custom" : "roles.default")}
          </Link>
        </li>
      </ol>
    </nav>
  );
}
