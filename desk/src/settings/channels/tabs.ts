// Which part of Channels and Numbers, and of a number, the address names.

const tabs = ["carriers", "senders", "defaults"] as const;

export interface ChannelsSearch {
  /** Without it, the numbers. */
  tab?: (typeof tabs)[number];
}

export function validateChannelsSearch(search: Record<string, unknown>): ChannelsSearch {
  const tab = tabs.find((each) => each === search.tab);
  return tab ? { tab } : {};
}

export interface NumberSearch {
  /** Without it, the first that the number has. */
  channel?: "voice";
}

export const validateNumberSearch = (search: Record<string, unknown>): NumberSearch =>
  search.channel === "voice" ? { channel: "voice" } : {};
