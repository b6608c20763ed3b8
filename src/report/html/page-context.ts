import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PageData, Said } from "./page-data.ts";
import { makePageMessages, type PageMessages } from "./translate.ts";

interface PageContextValue {
  readonly messages: PageMessages;
  readonly languages: PageData["languages"];
}

export const PageContext = createContext<PageContextValue>({
  messages: makePageMessages("en", {}),
  languages: {},
});

/** The sentences of the page's language, and what a language or a text of two languages is called in it. */
export function usePage(): PageMessages & {
  /** As a label; `inText` as inside a sentence: «norsk». */
  readonly nameLanguage: (code: string) => string;
  readonly inText: (code: string) => string;
  readonly pick: (said: Said) => string;
} {
  const { messages, languages } = useContext(PageContext);
  const { locale } = messages;
  const inText = (code: string): string =>
    (Object.hasOwn(languages, code) ? languages[code]?.[locale] : null) ?? code;
  return {
    ...messages,
    inText,
    nameLanguage: (code) => capitalise(inText(code)),
    pick: (said) => said[locale],
  };
}

const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
