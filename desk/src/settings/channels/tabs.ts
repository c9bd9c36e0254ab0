// Which part of Channels and Numbers the address names.

const tabs = ["carriers", "senders", "defaults"] as const;

export interface ChannelsSearch {
  /** Without it, the numbers. */
  tab?: (typeof tabs)[number];
}

export function validateChannelsSearch(search: Record<string, unknown>): ChannelsSearch {
  const tab = tabs.find((each) => each === search.tab);
  return tab ? { tab } : {};
}
