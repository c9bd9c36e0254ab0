// Tabs, chosen with the arrow keys, and the row of links that looks like them.
import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import styles from "./Tabs.module.css";

export interface TabItem<Id extends string> {
  id: Id;
  label: string;
  /** How many there are of what it shows. */
  count?: number;
  content: ReactNode;
}

interface TabsProps<Id extends string> {
  /** What the tabs are parts or kinds of. */
  label: string;
  tabs: readonly TabItem<Id>[];
  /** Which one is shown, where it is not left to the tabs themselves. */
  selected?: Id;
  onSelect?: (id: Id) => void;
}

export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>) {
  return (
    <AriaTabs
      className={styles.tabs ?? ""}
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => {
        if (key !== selected) onSelect?.(key as Id);
      }}
    >
      <TabList className={styles.list ?? ""} aria-label={label}>
        {tabs.map(({ id, label: name, count }) => (
          <Tab key={id} className={styles.tab ?? ""} id={id}>
            {name}
            {count === undefined ? null : (
              <>
                {" "}
                <span className={styles.count}>{count}</span>
              </>
            )}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} className={styles.panel ?? ""} id={id}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

/** Pages side by side, each at an address of its own: links with the class below. */
export function TabLinks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={styles.list} aria-label={label}>
      {children}
    </nav>
  );
}

export const tabClass = styles.tab;
