import { hydrate } from "preact";
import { App } from "./app.tsx";
import type { PageData, PostDetail } from "./page-data.ts";

/** The program of the page, run in the browser. `scripts/build-page-client.mjs` makes `client-code.ts` from it. */
const readIsland = (id: string): unknown => JSON.parse(document.getElementById(id)?.textContent ?? "null");

const page = document.getElementById("~page");
const data = readIsland("~data") as PageData | null;
if (page !== null && data !== null) {
  hydrate(
    <App data={data} readDetail={(island) => readIsland(`~post-${island}`) as PostDetail | null} />,
    page,
  );
}
