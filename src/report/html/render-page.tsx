import { renderToString } from "preact-render-to-string";
import { App } from "./app.tsx";
import type { PageData } from "./page-data.ts";

/** The page as it is before its script runs: the same components that the script takes over. */
export const renderPage = (data: PageData): string =>
  renderToString(<App data={data} readDetail={() => null} />);
