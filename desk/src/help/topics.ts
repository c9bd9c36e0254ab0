// What there is help for, in the order in which it is listed; each topic is a file beside this one.
export const topics = [
  "account",
  "users",
  "roles",
  "permissions",
  "seats",
  "queues",
  "numbers",
  "senders",
  "directory",
  "webhooks",
  "transcripts",
  "personal-data",
  "stuck-work",
] as const;

export type Topic = (typeof topics)[number];

export const isTopic = (name: string): name is Topic => topics.some((each) => each === name);
