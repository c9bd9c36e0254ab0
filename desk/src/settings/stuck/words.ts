// The parts of the product that read what was recorded, in words; others by their own name.
import type { TFunction } from "i18next";
import type en from "@/i18n/en.json";

type Readers = keyof (typeof en)["stuck"]["readers"];

const keyOf = (reader: string): Readers => reader.replaceAll(":", "_") as Readers;

export const readerWords = (reader: string, t: TFunction): string =>
  t(`stuck.readers.${keyOf(reader)}`, { defaultValue: reader });

/** What is lost when one is passed over. */
export const lossWords = (reader: string, t: TFunction): string =>
  t(`stuck.losses.${keyOf(reader)}`, { defaultValue: "" });
