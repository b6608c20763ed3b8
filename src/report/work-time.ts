import type { Messages } from "../i18n/load-messages.ts";

/** A translator's unhurried pace, reading included; and what finding one's way into a section costs. */
const WORDS_PER_HOUR = 400;
const MINUTES_PER_SECTION = 1;

/** A rough time for the work, rounded as one would say it: «rundt 25 minutter», «rundt 2,5 timer». */
export function sayWorkTime(words: number, sections: number, { t, time }: Messages): string {
  const minutes = (words / WORDS_PER_HOUR) * 60 + sections * MINUTES_PER_SECTION;
  if (minutes <= 55)
    return t("common:about", { time: time(Math.max(5, Math.round(minutes / 5) * 5), "minute") });
  const hours = minutes / 60;
  return t("common:about", {
    time: time(hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours), "hour"),
  });
}
